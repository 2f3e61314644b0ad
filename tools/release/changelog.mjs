const unreleased = "\n## Unreleased\n";

/**
 * The changelog once the section "Unreleased" is that of a version, with an empty one above it.
 * @throws Error when there is no such section, or nothing in it: a release says in plain words what is new.
 */
export function releasedChangelog(changelog, version, date) {
  const at = changelog.indexOf(unreleased);
  if (at < 0) throw new Error('CHANGELOG.md has no section "## Unreleased" to be released');
  const after = at + unreleased.length;
  const end = changelog.indexOf("\n## ", after);
  const section = changelog.slice(after, end < 0 ? undefined : end);
  if (section.trim() === "")
    throw new Error('CHANGELOG.md says nothing under "## Unreleased": write there what users have to know');
  const older = end < 0 ? "" : changelog.slice(end);
  return `${changelog.slice(0, at)}${unreleased}\n## ${version} (${date})\n${section.trimEnd()}\n${older}`;
}
