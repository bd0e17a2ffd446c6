/** Numbers people, consistently while one result is being computed. */
export function numberPeople(): (citizen: string) => number {
  const numbers = new Map<string, number>();
  return (citizen) => {
    const number = numbers.get(citizen) ?? numbers.size;
    numbers.set(citizen, number);
    return number;
  };
}
