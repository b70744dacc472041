@PR2-B @following-forming
Feature: Following the grid, or forming one: never both

  @PR2-B-03 @must @pev @esci @source:L114 @if:scenarios=PR2-B
  Rule: A PEV that loses the grid lets go of it within two seconds, before any island begins

    A PEV that feeds the grid follows its voltage; in an island it forms one. It leaves the one before it begins the
    other. P_AI bounds how long it may go on after a loss, also when the home happens to draw just what it gives and
    its terminals show no change. A dip that is to be ridden through is no loss.

    @PR2-B-03.ceases @dut:pev @positive
    Scenario: With the grid gone the discharge is over within two seconds
      Given a home with an automated isolation switch, for which the tester speaks
      And a discharge of 5 kW is under way
      When the grid fails
      Then the discharge ends within 2 seconds
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-03.ceases-at-little-power @dut:pev @boundary
    Scenario: A discharge of little power is over within two seconds as well
      Given a home with an automated isolation switch, for which the tester speaks
      And a discharge of some power between 1 kW and 2 kW is under way
      When the grid fails
      Then the discharge ends within 2 seconds

    @PR2-B-03.then-forms @dut:pev @positive
    Scenario: The island begins after the discharge has ended and the switch is seen open
      Given a home with an automated isolation switch
      And a discharge of 5 kW is under way
      When the grid fails
      Then the home is under voltage within 1 minute
      And the PEV gives notice of the end with reason GRID within 10 seconds

    @PR2-B-03.matched @dut:pev @boundary
    Scenario: A home that draws just what the PEV gives does not hide the loss for longer than two seconds
      Given a home with an automated isolation switch, for which the tester speaks
      And a discharge of 5 kW is under way
      And the home draws just what the PEV gives
      When the grid fails
      Then the discharge ends within 2 seconds
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-03.relabel @dut:pev @negative
    Scenario: A request for backup while the grid is still at the terminals does not turn the discharge into an island
      Given a home with an automated isolation switch, for which the tester speaks
      And a discharge of 5 kW is under way
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_GRID_PRESENT
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-03.request-during-matched @dut:pev @fault
    Scenario: A request for backup in the very moment of the loss finds the discharge ended before the island
      Given a home with an automated isolation switch, for which the tester speaks
      And a discharge of 5 kW is under way
      And the home draws just what the PEV gives
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup
      Then the PEV gives notice of the end with reason GRID within 10 seconds

    @PR2-B-03.ride-through @dut:pev @boundary
    Scenario: A dip shorter than the ride-through time ends nothing
      Given a home with an automated isolation switch, for which the tester speaks
      And a discharge of 5 kW is under way
      When the grid dips to 50 % of its voltage for 900 milliseconds
      Then the discharge stays at 5 kW for 10 minutes

    @PR2-B-03.ride-through-limit @dut:pev @boundary
    Scenario: A dip that is over a millisecond before the ride-through time is ends nothing either
      Given a home with an automated isolation switch, for which the tester speaks
      And a discharge of 5 kW is under way
      When the grid dips to 50 % of its voltage for 1 millisecond less than is to be ridden through
      Then the discharge stays at 5 kW for 10 minutes

    @PR2-B-03.ride-through-again @dut:pev @boundary
    Scenario: Each dip counts for itself: a second short one ends nothing either
      Given a home with an automated isolation switch, for which the tester speaks
      And a discharge of 5 kW is under way
      And the grid dips to 50 % of its voltage for 700 milliseconds
      And 5 minutes pass
      When the grid dips to 50 % of its voltage for 700 milliseconds
      Then the discharge stays at 5 kW for 10 minutes

    @PR2-B-03.asks-after @dut:esci @positive @if:switchType=AUTO
    Scenario: The ESCI asks for backup only when the discharge to the grid is over
      Given a home with an automated isolation switch
      And a discharge of 5 kW is under way
      And the home draws just what the PEV gives
      When the grid fails
      Then the ESCI asks for backup within 32 seconds, once the discharge is over

    @PR2-B-03.word-before-deed @dut:esci @negative @if:switchType=AUTO
    Scenario: The ESCI does not ask on a PEV's word of its end while its power still flows
      Given a home with an automated isolation switch
      And a discharge of 5 kW is under way
      And the home draws just what the PEV gives
      When the grid fails, and the PEV tells of its end 200 milliseconds later, before it has let go
      Then the ESCI asks for backup within 32 seconds, once the discharge is over

    @PR2-B-03.dip @dut:esci @negative @if:switchType=AUTO
    Scenario: A dip of the voltage is no outage, and the switch stays closed
      Given a home with an automated isolation switch
      And the PEV is connected
      When the grid dips to 50 % of its voltage for 900 milliseconds
      Then the switch stays closed for 5 minutes
      And the ESCI sends no EmergencyGenerationRequest for 5 minutes

    @PR2-B-03.manual-asks-after @dut:esci @positive @if:switchType=MANUAL
    Scenario: Behind a manual switch too the ESCI asks for backup only when the discharge to the grid is over
      Given a home with a manual isolation switch
      And a discharge of 5 kW is under way
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests that the switch is open
      Then the ESCI asks for backup within 32 seconds, once the discharge is over

    @PR2-B-03.manual-dip @dut:esci @negative @if:switchType=MANUAL
    Scenario: A dip of the voltage asks nothing of a manual switch either
      Given a home with a manual isolation switch
      And the PEV is connected
      When the grid dips to 50 % of its voltage for 900 milliseconds
      Then the ESCI sends no EmergencyGenerationRequest for 5 minutes
      And the PEV puts no voltage on the home for 5 minutes
