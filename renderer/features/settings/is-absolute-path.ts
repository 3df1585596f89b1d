/** Whether a typed folder means the same wherever the engine runs: /mnt/copies, \\server\share, D:\copies. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:\/|\\\\|[A-Za-z]:[\\/])/u.test(path);
}
