#!/usr/bin/env bash
# Runs pr2 with what the environment says, PR2_DUT and the like, and passes its exit code on. Every value is one argument
# of one option, never a word of this script: nothing is evaluated. Uploads nothing.
set -euo pipefail

out=${PR2_OUT:-pr2-report}
args=(run "--out=$out" --force)

# one option for each line that is not empty
each() {
  local line
  while IFS= read -r line; do
    line=${line%$'\r'}
    if [[ -n $line ]]; then args+=("--$1=$line"); fi
  done <<<"$2"
}
# one option, where it is given
one() {
  if [[ -n $2 ]]; then args+=("--$1=$2"); fi
}

each dut "${PR2_DUT:-}"
each only "${PR2_ONLY:-}"
one ics "${PR2_ICS:-}"
one profile "${PR2_PROFILE:-}"
one known-failures "${PR2_KNOWN_FAILURES:-}"
one tags "${PR2_TAGS:-}"
one seed "${PR2_SEED:-}"
one shard "${PR2_SHARD:-}"
if [[ ${PR2_STRICT:-} == true ]]; then args+=(--strict); fi

# a run that does not begin leaves nothing, so the summary of an earlier one must not stand for it
rm -f -- "$out/pev/summary.md" "$out/esci/summary.md" "$out/utility/summary.md"

code=0
npx --no-install -- pr2 "${args[@]}" || code=$?

if [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then
  for role in pev esci utility; do
    if [[ -f $out/$role/summary.md ]]; then cat -- "$out/$role/summary.md" >>"$GITHUB_STEP_SUMMARY"; fi
  done
fi
if [[ -n ${GITHUB_OUTPUT:-} ]]; then printf 'exit-code=%d\n' "$code" >>"$GITHUB_OUTPUT"; fi
exit "$code"
