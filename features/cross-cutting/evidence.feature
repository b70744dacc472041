@PR2-X @evidence
Feature: What a verdict rests on is kept

  A verdict that nobody can follow back to what was seen is an opinion. This duty is the kit's own: no device is judged
  by it, and the kit's unit tests are its test cases.

  @PR2-X-14 @must @kit @test:lab/runlog/runlog.test.ts
  Rule: All that a run saw is kept in the order in which it happened, and no line of it can be changed unnoticed

    Each record carries the digest of the one before it, and the last one their number, so that a change, a gap and a
    missing end are each found, with the line on which they are.
