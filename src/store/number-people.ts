/** Numbers for people, the same for the same one as long as the answer is being made. */
export function numberPeople(): (citizen: string) => number {
  const numbers = new Map<string, number>();
  return (citizen) => {
    const number = numbers.get(citizen) ?? numbers.size;
    numbers.set(citizen, number);
    return number;
  };
}
