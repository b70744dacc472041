@PR2-X
Feature: One event, many PEVs

  What is asked of a fleet is divided among its PEVs, each within what it reported; what becomes of each is told, and
  what is short is said and not hidden in an average.

  @PR2-X-13 @must @utility
  Rule: An event for many PEVs ends in one outcome for each of them, and a shortfall is reported

    A total is divided so that nobody is asked for more than was reported, and divided again when a PEV leaves. Who opts
    in is in the event and not held to the share that it announced; only a partial answer is a bound of its own.

    @PR2-X-13.eight @dut:utility @positive
    Scenario: Eight PEVs share what is asked
      Given 8 PEVs with 10 kWh available at up to 6 kW each are connected
      When the operator creates an event of 40 kW in total in 2 hours, for 15 minutes
      Then 40 kW in total leaves the PEVs in the middle of the event
      And no PEV is asked for more than it reported
      And the utility's records hold one outcome for each PEV
      And the utility's records name a shortfall of 0 Wh

    @PR2-X-13.uneven @dut:utility @positive
    Scenario: Who has less gives less, and the others make up for it
      Given 4 PEVs with 10 kWh available at up to 6 kW each are connected
      And PEV 2 can give no more than 2 kW
      When the operator creates an event of 14 kW in total in 2 hours, for 20 minutes
      Then 14 kW in total leaves the PEVs in the middle of the event
      And no PEV is asked for more than it reported

    @PR2-X-13.too-much @dut:utility @negative
    Scenario: More than the fleet has is a shortfall, and is reported
      Given 4 PEVs with 10 kWh available at up to 6 kW each are connected
      When the operator creates an event of 30 kW in total in 2 hours, for 30 minutes
      Then 24 kW in total leaves the PEVs in the middle of the event
      And no PEV is asked for more than it reported
      And the utility's records name a shortfall of 3 kWh

    @PR2-X-13.one-offline @dut:utility @negative
    Scenario: One that left before the event is replaced by the others, and has an outcome of its own
      Given 8 PEVs with 10 kWh available at up to 6 kW each are connected
      And PEV 3 leaves after it has opted in to an event of 36 kW in total in 2 hours, for 15 minutes
      When the event is over
      Then 36 kW in total has left the PEVs in the middle of the event
      And the utility's records hold one outcome for each PEV
      And the utility's records say of PEV 3 that it gave nothing

    @PR2-X-13.offline-short @dut:utility @negative
    Scenario: What one that left should have given is named as missing where nobody can make up for it
      Given 4 PEVs with 10 kWh available at up to 6 kW each are connected
      And PEV 2 leaves after it has opted in to an event of 24 kW in total in 2 hours, for 30 minutes
      When the event is over
      Then 18 kW in total has left the PEVs in the middle of the event
      And the utility's records hold one outcome for each PEV
      And the utility's records say of PEV 2 that it gave nothing
      And the utility's records say of PEV 3 that it took part to the end
      And the utility's records name a shortfall of 3 kWh

    @PR2-X-13.declined @dut:utility @negative
    Scenario: What one that declines should have given is named as missing, and that it declined
      Given 4 PEVs with 10 kWh available at up to 6 kW each are connected
      And the customer of PEV 3 allows no discharge
      When the operator creates an event of 24 kW in total in 2 hours, for 30 minutes
      Then 18 kW in total leaves the PEVs in the middle of the event
      And the utility's records say of PEV 3 that it opted out
      And the utility's records say of PEV 3 that it gave nothing
      And the utility's records say of PEV 1 that it took part to the end
      And the utility's records name a shortfall of 3 kWh

    @PR2-X-13.opted-out-midway @dut:utility @negative
    Scenario: Who opts out halfway is on record as that, with what it gave
      Given 4 PEVs with 10 kWh available at up to 6 kW each are connected
      When the operator creates an event of 24 kW in total in 2 hours, for 30 minutes
      And the customer of PEV 4 opts out halfway into the event
      Then 18 kW in total leaves the PEVs in the last quarter of the event
      And the utility's records say of PEV 4 that it opted out
      And the utility's records give PEV 4 from 1.35 kWh to 1.65 kWh and PEV 1 from 2.85 kWh to 3.15 kWh
      And the utility's records name a shortfall of 1.5 kWh

    @PR2-X-13.opt-out-made-up @dut:utility @positive
    Scenario: What one that opts out leaves open the others take over
      Given 4 PEVs with 10 kWh available at up to 6 kW each are connected
      When the operator creates an event of 16 kW in total in 2 hours, for 20 minutes
      And the customer of PEV 4 opts out halfway into the event
      Then 16 kW in total leaves the PEVs in the last quarter of the event

    @PR2-X-13.single @dut:utility @boundary
    Scenario: A fleet of one is a fleet
      Given 1 PEVs with 10 kWh available at up to 6 kW each are connected
      When the operator creates an event of 5 kW in total in 2 hours, for 30 minutes
      Then 5 kW in total leaves the PEVs in the middle of the event
      And the utility's records hold one outcome for each PEV

    @PR2-X-13.one-ends @dut:utility @fault
    Scenario: When one ends early the others take over what they can
      Given 4 PEVs with 10 kWh available at up to 6 kW each are connected
      When the operator creates an event of 12 kW in total in 2 hours, for 20 minutes
      And the customer of PEV 1 stops its discharge a quarter into the event
      Then 12 kW in total leaves the PEVs in the last quarter of the event
      And no PEV is asked for more than it reported
      And the utility's records hold one outcome for each PEV

    @PR2-X-13.one-unplugged @dut:utility @fault
    Scenario: When one is unplugged, so that the ESCI speaks for it, the others take over what they can
      Given 4 PEVs with 10 kWh available at up to 6 kW each are connected
      When the operator creates an event of 12 kW in total in 2 hours, for 20 minutes
      And the cable of PEV 1 is pulled a quarter into the event
      Then 12 kW in total leaves the PEVs in the last quarter of the event
      And the utility's records hold one outcome for each PEV

    @PR2-X-13.two-leave @dut:utility @fault
    Scenario: When a second one leaves later the others take over once more
      Given 4 PEVs with 10 kWh available at up to 6 kW each are connected
      When the operator creates an event of 12 kW in total in 2 hours, for 20 minutes
      And the customer of PEV 1 stops its discharge a quarter into the event
      And the customer of PEV 4 opts out halfway into the event
      Then 12 kW in total leaves the PEVs in the last quarter of the event
      And no PEV is asked for more than it reported

    @PR2-X-13.less-midway @dut:utility @fault
    Scenario: What one can no longer give the others take over
      Given 4 PEVs with 10 kWh available at up to 6 kW each are connected
      When the operator creates an event of 12 kW in total in 2 hours, for 20 minutes
      And a quarter of the event is over
      And PEV 2 can give no more than 1 kW
      Then 12 kW in total leaves the PEVs in the last quarter of the event

    @PR2-X-13.leaves-after-a-restart @dut:utility @fault
    Scenario: When one leaves after a restart of the utility the others take over
      Given 4 PEVs with 10 kWh available at up to 6 kW each are connected
      When the operator creates an event of 12 kW in total in 2 hours, for 20 minutes
      And a quarter of the event is over
      And the utility restarts
      And the customer of PEV 4 opts out halfway into the event
      Then 12 kW in total leaves the PEVs in the last quarter of the event

    @PR2-X-13.least @dut:utility @boundary
    Scenario: Where an equal share would be less than a PEV can give, fewer of them give more
      Given 4 PEVs with 10 kWh available at up to 6 kW each, and no less than 2 kW, are connected
      When the operator creates an event of 5 kW in total in 2 hours, for 20 minutes
      Then 5 kW in total leaves the PEVs in the middle of the event
      And no PEV is asked for more than it reported

    @PR2-X-13.one-superseded @dut:utility @boundary
    Scenario: An event that takes one of two PEVs leaves the other in the event that it was called for
      Given a second customer is enrolled, with a PEV at the same ESCI
      And both PEVs are connected
      And the operator creates event A, for economy, of 3 kW in 30 hours, for 30 minutes
      And 1 minute passes
      When the operator creates event B, in an emergency, of 4 kW for the first PEV alone, over the time of event A
      Then the utility cancels event A at the PEV as superseded
      And the second PEV is asked all the same when event A begins, and the first is not

    @PR2-X-13.changed @dut:utility @positive
    Scenario: The total is changed while the event runs
      Given 4 PEVs with 10 kWh available at up to 6 kW each are connected
      When the operator creates an event of 12 kW in total in 2 hours, for 20 minutes
      And the operator changes the total to 20 kW a quarter into the event
      Then 20 kW in total leaves the PEVs in the last quarter of the event
      And no PEV is asked for more than it reported
