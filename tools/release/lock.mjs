/** The manifest's dependencies at what they are after a release, in the order in which the lock file has them. */
const released = (dependencies, manifest) =>
  Object.fromEntries(Object.keys(dependencies).map((name) => [name, manifest[name] ?? dependencies[name]]));

/**
 * A lock file whose packages of the workspace have the versions of their manifests. No other line changes, and no registry
 * is asked: npm would leave out what other platforms need.
 */
export function releasedLock(lock, manifests) {
  const packages = { ...lock.packages };
  for (const [folder, manifest] of Object.entries(manifests)) {
    const entry = { ...packages[folder] };
    if (entry.version !== undefined) entry.version = manifest.version;
    for (const kind of ["dependencies", "devDependencies", "peerDependencies"])
      if (entry[kind]) entry[kind] = released(entry[kind], manifest[kind]);
    packages[folder] = entry;
  }
  return { ...lock, packages };
}
