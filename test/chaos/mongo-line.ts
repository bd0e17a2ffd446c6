import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/** A stand-in for MongoDB in a process of its own, and a line to it that can be cut and mended. */
export class MongoLine {
  readonly port: number;
  readonly #mongo: ChildProcess;
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  static async open(): Promise<MongoLine> {
    const flags = ['--disable-warning=ExperimentalWarning'];
    const mongo = spawn(
      process.execPath,
      [...flags, join(import.meta.dirname, 'mongo-process.ts')],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    process.once('exit', () => mongo.kill('SIGKILL'));
    const [printed] = await once(mongo.stdout, 'data');
    const target = Number(/127\.0\.0\.1:(\d+)/.exec(String(printed))?.[1]);
    const finder = createServer().listen(0, '127.0.0.1');
    await once(finder, 'listening');
    const { port } = finder.address() as AddressInfo; // it listens on TCP
    finder.close();
    await once(finder, 'close');
    const line = new MongoLine(mongo, target, port);
    await line.mend();
    return line;
  }

  private constructor(mongo: ChildProcess, target: number, port: number) {
    this.#mongo = mongo;
    this.#target = target;
    this.port = port;
  }

  /** The address through the line; the driver must not look for the server behind it. */
  get url(): string {
    return `mongodb://127.0.0.1:${this.port}/posko?directConnection=true`;
  }

  /** The address past the line. */
  get directUrl(): string {
    return `mongodb://127.0.0.1:${this.#target}/posko?directConnection=true`;
  }

  /** From now on connections are refused, and those that stand are broken. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (!server) return;
    server.close();
    await once(server, 'close');
  }

  async mend(): Promise<void> {
    this.#server = createServer((socket) => this.#join(socket)).listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** SIGSTOP lets the server hang, SIGCONT lets it go on; what it holds stays. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#mongo.kill(name);
  }

  async close(): Promise<void> {
    await this.cut();
    this.#mongo.kill('SIGKILL');
  }

  #join(near: Socket): void {
    const far = connect(this.#target, '127.0.0.1').setNoDelay();
    near.setNoDelay();
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.pipe(to);
      from.on('error', () => from.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }
}
