/** Registers the worker of every queue; called once a process, after the queues started. */
export async function startWorkers(): Promise<void> {}
