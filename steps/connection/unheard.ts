/** What the utility is not told of a connection, and what it must not make up (PR2-G-03). */
import { loses } from '../base/network';
import { Given } from '../world';

/** Every notice of a connection is lost; what the PEV itself reports arrives. */
Given('no notice of a connection reaches the utility', function () {
  const { run } = this;
  loses(run, { by: run.esci, to: run.utility, name: 'ConnectionNotice', count: 1_000_000 });
});
