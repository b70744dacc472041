@PR2-A @cross-cutting
Feature: Who goes first when two want the same PEV

  The use case knows one event at a time. Where two overlap somebody must decide, and everybody must decide alike.

  Background:
    Given a customer enrolled at location L1 with architecture S2
    And the PEV is connected and has reported 20 kWh available at up to 6 kW

  @PR2-X-06 @must @pev @utility
  Rule: Safety goes before the customer, the customer before an emergency, that before reliability and that before economy

    Within a class the higher stated priority goes first, then the older event, then the lower event id. Whoever has to
    give way is answered, and is not taken up again by itself when the other falls away. A running dispatch gives way to
    a higher class or priority only; events of equal rank share the battery, and a utility withdraws neither (D34).

    # The PEV

    @PR2-X-06.higher @dut:pev @positive
    Scenario Outline: A request <higher> takes the place of a discharge <lower>
      Given it has opted in to event A, <lower>, of 3 kW in 30 hours, for 40 minutes
      And it has opted in to event B, <higher>, of 4 kW in 1815 minutes, for 25 minutes
      And event A is under way
      When the utility requests event B
      Then the PEV accepts within its response class
      And the PEV says that its dispatch of event A is over
      And the discharge reaches 4 kW within its response class and holds it for 10 minutes

      Examples:
        | id                                      | higher          | lower           |
        | PR2-X-06.higher.emergency-reliability   | in an emergency | for reliability |
        | PR2-X-06.higher.emergency-economy       | in an emergency | for economy     |
        | PR2-X-06.higher.reliability-economy     | for reliability | for economy     |
        | PR2-X-06.higher.reliability-priority    | for reliability | of priority 10  |
        | PR2-X-06.higher.priority                | of priority 7   | of priority 3   |
        | PR2-X-06.higher.priority-of-two-digits  | of priority 10  | of priority 9   |

    @PR2-X-06.priority-changed @dut:pev @boundary
    Scenario: What the newest revision says of the priority is what counts
      Given it has opted in to event A, of priority 4, of 3 kW in 30 hours, for 40 minutes
      And it has opted in to event B, of priority 2, of 4 kW in 1815 minutes, for 25 minutes
      And the utility changes event B to one of priority 7
      And event A is under way
      When the utility requests event B
      Then the PEV accepts within its response class
      And the PEV says that its dispatch of event A is over
      And the discharge reaches 4 kW within its response class and holds it for 10 minutes

    @PR2-X-06.lower @dut:pev @negative
    Scenario Outline: A request <lower> does not disturb a discharge <higher>
      Given it has opted in to event A, <higher>, of 3 kW in 30 hours, for 40 minutes
      And it has opted in to event B, <lower>, of 4 kW in 1815 minutes, for 25 minutes
      And event A is under way
      When the utility requests event B
      Then the PEV rejects the request with E_STATE
      And the discharge stays at 3 kW for 10 minutes

      Examples:
        | id                                     | higher          | lower           |
        | PR2-X-06.lower.reliability-emergency   | in an emergency | for reliability |
        | PR2-X-06.lower.economy-emergency       | in an emergency | for economy     |
        | PR2-X-06.lower.economy-reliability     | for reliability | for economy     |
        | PR2-X-06.lower.priority-reliability    | for reliability | of priority 10  |
        | PR2-X-06.lower.priority                | of priority 7   | of priority 3   |
        | PR2-X-06.lower.priority-of-two-digits  | of priority 10  | of priority 9   |
        | PR2-X-06.lower.younger                 | for economy     | for economy     |

    @PR2-X-06.older @dut:pev @boundary
    Scenario: Of two events of one rank that have not begun the older goes first, in whatever order they are asked for
      Given it has opted in to event B, for economy, of 4 kW in 30 hours, for 1 hour
      And 1 hour passes
      And it has opted in to event A, for economy, of 3 kW in 29 hours, for 1 hour
      And the utility has requested event A
      When the utility requests event B
      Then the PEV accepts within its response class
      And the PEV says that its dispatch of event A is over
      And the discharge reaches 4 kW within its response class and holds it for 10 minutes

    @PR2-X-06.running-stays @dut:pev @negative
    Scenario: A discharge that runs does not give way to an older event of its rank
      Given it has opted in to event A, for economy, of 3 kW in 30 hours, for 2 hours
      And 1 hour passes
      And it has opted in to event B, for economy, of 4 kW in 29 hours, for 1 hour
      And event B is under way
      When the utility requests event A
      Then the PEV rejects the request with E_STATE
      And the discharge stays at 4 kW for 10 minutes

    @PR2-X-06.same-keys @dut:pev @boundary
    Scenario: Of two events that are alike in everything the one with the lower id goes first
      Given it has opted in to the events A and B, announced at the same instant, each of 3 kW in 30 hours, for 1 hour
      And the utility has requested event B
      When the utility requests event A
      Then the PEV accepts within its response class
      And the PEV says that its dispatch of event B is over
      And the discharge reaches 3 kW within its response class and holds it for 10 minutes

    @PR2-X-06.same-keys-higher-id @dut:pev @boundary
    Scenario: Of two events that are alike in everything the one with the higher id waits
      Given it has opted in to the events A and B, announced at the same instant, each of 3 kW in 30 hours, for 1 hour
      And the utility has requested event A
      When the utility requests event B
      Then the PEV rejects the request with E_STATE

    @PR2-X-06.not-resumed @dut:pev @fault
    Scenario: When what went first is called off, what had to give way does not come back by itself
      Given it has opted in to event A, for economy, of 3 kW in 30 hours, for 2 hours
      And it has opted in to event B, in an emergency, of 4 kW in 31 hours, for 1 hour
      And event A is under way
      And event B is under way
      When the utility cancels event B
      Then the discharge ends within 10 seconds

    @PR2-X-06.customer-first @dut:pev @negative
    Scenario: An emergency does not overrule the customer
      Given it has opted in to event A, in an emergency, of 3 kW in 30 hours, for 1 hour
      And the customer opts out at the PEV
      When the utility requests event A
      Then the PEV rejects the request with E_PREFERENCE
      And no power leaves the PEV

    @PR2-X-06.safety-first @dut:pev @negative
    Scenario: Neither the customer's wish nor an emergency overrules a fault
      Given it has opted in to event A, in an emergency, of 3 kW in 30 hours, for 1 hour
      And a ground fault occurs in the PEV
      And the customer opts in again at the PEV
      When the utility requests event A
      Then no power leaves the PEV

    # The utility

    @PR2-X-06.utility-higher @dut:utility @positive
    Scenario Outline: An event <higher> takes the place of one <lower>
      Given the operator creates event A, <lower>, of 3 kW in 30 hours, for 2 hours
      And 1 hour passes
      When the operator creates event B, <higher>, of 4 kW in 29 hours, for 30 minutes
      Then the utility cancels event A at the PEV as superseded
      And the utility asks nothing of the PEV in event A
      And the PEV gives 4 kW in event B

      Examples:
        | id                                            | higher          | lower         |
        | PR2-X-06.utility-higher.emergency             | in an emergency | for economy   |
        | PR2-X-06.utility-higher.class-before-priority | in an emergency of priority 1 | of priority 9 |
        | PR2-X-06.utility-higher.reliability           | for reliability | for economy   |
        | PR2-X-06.utility-higher.reliability-priority  | for reliability | of priority 9 |
        | PR2-X-06.utility-higher.priority              | of priority 7   | of priority 3 |
        | PR2-X-06.utility-higher.from-zero             | of priority 5   | of priority 0 |

    @PR2-X-06.utility-lower @dut:utility @negative
    Scenario Outline: An event <lower> does not take the place of one <higher>
      Given the operator creates event A, <higher>, of 3 kW in 30 hours, for 30 minutes
      And 1 hour passes
      When the operator creates event B, <lower>, of 4 kW in 29 hours, for 30 minutes
      Then the utility leaves event A in force
      And the utility asks nothing of the PEV in event B

      Examples:
        | id                                   | higher          | lower         |
        | PR2-X-06.utility-lower.emergency     | in an emergency | for economy   |
        | PR2-X-06.utility-lower.class-before-priority | in an emergency of priority 1 | of priority 9 |
        | PR2-X-06.utility-lower.reliability   | for reliability | of priority 9 |
        | PR2-X-06.utility-lower.priority      | of priority 7   | of priority 3 |

    @PR2-X-06.utility-running @dut:utility @positive
    Scenario: An emergency takes the place of an event that is under way
      Given the operator creates event A, for economy, of 3 kW in 30 hours, for 2 hours
      And event A has begun
      When the operator creates event B, in an emergency, of 4 kW in 10 minutes, for 1 hour
      Then the utility cancels event A at the PEV as superseded
      And the PEV gives 4 kW in event B

    @PR2-X-06.utility-higher-than-two @dut:utility @boundary
    Scenario: An emergency takes the place of both events that it overlaps
      Given the operator creates event A, for economy, of 2 kW in 30 hours, for 30 minutes
      And the operator creates event B, for economy, of 2 kW in 31 hours, for 30 minutes
      And 1 minute passes
      When the operator creates event C, in an emergency, of 4 kW in 30 hours, for 2 hours
      Then the utility cancels event A at the PEV as superseded
      And the utility cancels event B at the PEV as superseded


    @PR2-X-06.utility-equal @dut:utility @boundary
    Scenario: Two events of equal priority are both left in force
      Given the operator creates event A, of priority 5, of 3 kW in 30 hours, for 30 minutes
      When the operator creates event B, of priority 5, of 2 kW in 30 hours, for 30 minutes
      Then the utility leaves event A in force
      And the utility leaves event B in force

    @PR2-X-06.utility-unranked @dut:utility @boundary
    Scenario: Where only one of two events names a priority both are left in force
      Given the operator creates event A, for economy, of 3 kW in 30 hours, for 1 hour
      When the operator creates event B, of priority 5, of 2 kW in 30 hours, for 1 hour
      Then the utility leaves event A in force
      And the utility leaves event B in force

    @PR2-X-06.utility-priority-of-one @dut:utility @boundary
    Scenario Outline: A priority <priority> that one of two events names is not held against the other
      Given the operator creates event A, of priority <priority>, of 3 kW in 30 hours, for 1 hour
      When the operator creates event B, for economy, of 2 kW in 30 hours, for 1 hour
      Then the utility leaves event A in force
      And the utility leaves event B in force

      Examples:
        | id                                    | priority |
        | PR2-X-06.utility-priority-of-one.low  | 1        |
        | PR2-X-06.utility-priority-of-one.high | 9        |


    @PR2-X-06.utility-one-after-another @dut:utility @boundary
    Scenario: An event that begins when another ends takes nothing from it, whatever its rank
      Given the operator creates event A, for economy, of 3 kW in 30 hours, for 1 hour
      When the operator creates event B, in an emergency, of 4 kW at the end of event A, for 1 hour
      Then the utility leaves event A in force

    @PR2-X-06.utility-not-taken-up @dut:utility @fault
    Scenario: When the superseding event is called off before either begins, the superseded one stays off as well
      Given the operator creates event A, for economy, of 3 kW in 30 hours, for 30 minutes
      And 1 hour passes
      And the operator creates event B, in an emergency, of 4 kW in 29 hours, for 30 minutes
      And 1 hour passes
      When the utility cancels event B
      Then the utility does not announce event A again
      And the utility asks nothing of the PEV in event A

    @PR2-X-06.utility-restart @dut:utility @fault
    Scenario: A utility that restarts does not take up again what was superseded
      Given the operator creates event A, for economy, of 3 kW in 30 hours, for 30 minutes
      And 1 hour passes
      And the operator creates event B, in an emergency, of 4 kW in 29 hours, for 30 minutes
      And 1 minute passes
      When the utility restarts
      Then the utility asks nothing of the PEV in event A
      And the PEV gives 4 kW in event B

    @PR2-X-06.utility-not-resumed @dut:utility @fault
    Scenario: When the superseding event is called off, the superseded one stays off
      Given the operator creates event A, for economy, of 3 kW in 30 hours, for 2 hours
      And 1 hour passes
      And the operator creates event B, in an emergency, of 4 kW in 29 hours, for 1 hour
      And event B has begun
      When the utility cancels event B
      Then the utility asks nothing of the PEV in event A
      And the discharge ends within 30 seconds
