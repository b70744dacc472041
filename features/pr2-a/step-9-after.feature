@PR2-A @step-9
Feature: Step 9: the event ends or is called off, and normal life resumes

  At the end of an event the discharge ceases and the PEV goes back to what its customer wants. A fleet that all began to
  charge at that instant would undo what the event was for, so each waits for a delay of its own (D23).

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-A-23 @must @pev @esci @source:L43 @source:L107
  Rule: After the event the power ceases, charging waits its turn, and the outcome is reported

    The discharge ceases within 10 s of the end. Charging begins no earlier than a random delay that the PEV has
    reported, unless the departure would otherwise be missed, and leaves alone what a further event needs. The ESCI
    reports how the event ended.

    @PR2-A-23.end @dut:pev @positive
    Scenario: At its planned end the discharge ceases, and the end is reported
      Given a discharge of 5 kW for 30 minutes is under way
      When the event ends
      Then the discharge ends within 10 seconds
      And the PEV reports the end with the final register within 30 seconds
      And the report of the end declares a delay of at most 600 seconds

    @PR2-A-23.end-at-rest @dut:pev @boundary
    Scenario: An event that ends while the PEV stands by is reported over as well
      Given a discharge of 5 kW for 30 minutes is under way
      When the utility changes the request to 0 W
      Then the PEV reports the end with the final register within 31 minutes

    @PR2-A-23.delay-kept @dut:pev @negative
    Scenario: Charging does not begin before the declared delay has passed
      Given a discharge of 5 kW for 30 minutes is under way
      And the customer wants 4 kWh more than the event leaves, by 10 hours after it
      When the event ends
      Then charging begins only after the declared delay

    @PR2-A-23.delay-random @dut:pev @boundary
    Scenario: Over thirty events the delays differ, and none is out of range
      Given the parameter P_MET_INT is 300
      And the PEV is connected and has reported 12 kWh available at up to 6 kW
      When it has been through 30 events of 2 kW for 2 minutes each
      Then the 30 declared delays lie between 0 and 600 seconds and are not all equal

    @PR2-A-23.power-cycle @dut:pev @fault
    Scenario: A PEV that restarts at the very end of the event leaves no discharge behind
      Given a discharge of 5 kW for 30 minutes is under way
      When the PEV restarts at the instant at which the event ends
      Then no power leaves the PEV
      And the PEV reports the end with the final register within 30 seconds

    @PR2-A-23.delay-over-a-restart @dut:pev @fault
    Scenario: A restart does not cut the declared delay short
      Given the parameter P_ES_DELAY is 1
      And a discharge of 5 kW for 30 minutes is under way
      And the customer wants 4 kWh more than the event leaves, by 10 hours after it
      And the event ends
      And 10 seconds pass
      When the PEV restarts
      Then charging begins only after the declared delay

    @PR2-A-23.departure-near @dut:pev @boundary
    Scenario: A departure in ten minutes does not wait for the delay
      Given a PEV that charges at up to 7 kW
      And a discharge of 5 kW for 30 minutes is under way
      And the customer wants 1 kWh more than the event leaves, by 10 minutes after it
      When the event ends
      Then the PEV holds what its customer wants by the departure

    @PR2-A-23.no-more-than-wanted @dut:pev @boundary
    Scenario: Charging ends at what the customer wants and does not go on to the full
      Given a PEV that charges at up to 7 kW
      And a discharge of 5 kW for 30 minutes is under way
      And the customer wants 1 kWh more than the event leaves, by 2 hours after it
      When the event ends
      Then the PEV holds what its customer wants by the departure, and no more

    @PR2-A-23.no-departure @dut:pev @negative
    Scenario: Without a wish of its customer the PEV draws nothing
      Given a discharge of 5 kW for 30 minutes is under way
      When the event ends
      Then no power flows at the PEV for 2 hours

    @PR2-A-23.next-event @dut:pev @negative
    Scenario: Charging stays out of the next event's way
      Given a PEV that charges at up to 3 kW
      And a discharge of 5 kW for 30 minutes is under way
      And it has opted in to a further event of 3 kW 1 hour after this one, for 1 hour
      And the customer wants 6 kWh more than the event leaves, by 12 hours after it
      When the event ends
      Then nothing is imported during the further event
      And what the further event needs is there when it begins

    @PR2-A-23.next-event-moved @dut:pev @boundary
    Scenario: Charging stays out of the way of an event that has been moved
      Given a PEV that charges at up to 3 kW
      And a discharge of 5 kW for 30 minutes is under way
      And it has opted in to a further event of 3 kW 1 hour after this one, for 1 hour
      And the further event is moved to 3 hours after this one
      And the customer wants 6 kWh more than the event leaves, by 12 hours after it
      When the event ends
      Then nothing is imported during the further event
      And what the further event needs is there when it begins

    @PR2-A-23.completed @dut:esci @positive
    Scenario: An event that went as planned is reported COMPLETED
      Given a discharge of 5 kW for 30 minutes is under way
      When the event ends
      Then the ESCI reports the event as COMPLETED within 15 seconds
      And the report's delivered energy is what was metered

    @PR2-A-23.outcome @dut:esci @positive
    Scenario Outline: An event in which <what> is reported <outcome>
      Given a discharge of 5 kW is under way
      And 30 minutes pass
      When <what>
      And the event ends
      Then the ESCI has reported the event as <outcome>
      And the report's delivered energy is what was metered

      Examples:
        | id                           | what                              | outcome    |
        | PR2-A-23.outcome.opted-out   | the customer opts out at the PEV  | OPTED_OUT  |
        | PR2-A-23.outcome.cancelled   | the utility cancels the event     | CANCELLED  |
        | PR2-A-23.outcome.fault       | a ground fault occurs in the PEV  | TERMINATED |
        | PR2-A-23.outcome.unplugged   | the cable is pulled               | TERMINATED |

  @PR2-A-24 @must @utility @pev @source:L40 @source:L43
  Rule: An event says why it exists and is called off when the reason is gone

    The trigger itself cannot be seen on the wire; its reason can (D31). The use case knows no cancel, and an event that
    nobody could end early would be a danger (D24). A cancel stops the discharge within 10 s; where it is lost the
    watchdog of the request ends it.

    @PR2-A-24.scheduled @dut:pev @positive
    Scenario: An event cancelled beforehand does not take place
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility has requested 5 kW for 1 hour
      When the utility cancels the event
      And the event starts
      Then no power leaves the PEV

    @PR2-A-24.active @dut:pev @positive
    Scenario: A cancel during the event stops the discharge
      Given a discharge of 5 kW is under way
      When the utility cancels the event
      Then the PEV answers it with Receipt
      And the discharge ends within 10 seconds
      And the PEV sends a DispatchConfirmation within 30 seconds:
        | state | ENDED |

    @PR2-A-24.active-reason @dut:pev @positive
    Scenario Outline: A cancel for the reason <reason> stops the discharge like any other
      Given a discharge of 5 kW is under way
      When the utility cancels the event for the reason <reason>
      Then the PEV answers it with Receipt
      And the discharge ends within 10 seconds

      Examples:
        | id                                | reason     |
        | PR2-A-24.active-reason.operator   | OPERATOR   |
        | PR2-A-24.active-reason.superseded | SUPERSEDED |
        | PR2-A-24.active-reason.enrollment | ENROLLMENT |

    @PR2-A-24.at-start @dut:pev @boundary
    Scenario: A cancel at the instant of the start stops what was about to begin
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility has requested 5 kW for 1 hour
      And the event starts
      When the utility cancels the event
      Then the discharge ends within 10 seconds

    @PR2-A-24.unknown @dut:pev @negative
    Scenario: A cancel of an event that the PEV does not know is refused and stops nothing
      Given a discharge of 5 kW is under way
      When the utility cancels an event that it never announced
      Then the PEV answers it with E_UNKNOWN_EVENT
      And the discharge stays at 5 kW for 10 minutes

    @PR2-A-24.one-of-two @dut:pev @boundary
    Scenario: A cancel of one event leaves the other in force
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to event A, for reliability, of 3 kW in 6 hours, for 1 hour
      And it has opted in to event B, for reliability, of 4 kW in 2 hours, for 1 hour
      And the utility cancels event A
      When the utility requests event B
      Then the PEV accepts within its response class
      And the discharge reaches 4 kW within its response class and holds it for 2 minutes

    @PR2-A-24.no-way-back @dut:pev @negative
    Scenario: What was called off is not taken up again by a new request
      Given a discharge of 5 kW is under way
      And the utility cancels the event
      And 1 minute passes
      When the utility requests 5 kW anew for the rest of the event
      Then no power leaves the PEV

    @PR2-A-24.asked-for-all-the-same @dut:pev @negative
    Scenario: A request for an event that was called off before it began is not obeyed
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility cancels the event
      And 1 minute passes
      When the utility requests 5 kW for 1 hour
      Then no power leaves the PEV

    @PR2-A-24.announced-late @dut:pev @negative
    Scenario: A late copy of its announcement does not bring back an event that was called off
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility cancels the event
      And 1 minute passes
      And the utility sends the event again, under an id of its own
      And 1 minute passes
      When the utility requests 5 kW for 1 hour
      Then no power leaves the PEV

    @PR2-A-24.in-the-ramp @dut:pev @boundary
    Scenario: A cancel does not wait for the end of a slow ramp
      Given the parameter P_RAMP is 1
      And the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility has requested 5 kW for 1 hour
      And the event starts
      And 50 seconds pass
      When the utility cancels the event
      Then the discharge ends within 10 seconds

    @PR2-A-24.change-unheard @dut:pev @boundary
    Scenario: A cancel counts as well where a change before it was never heard
      Given a discharge of 5 kW is under way
      And the next 4 EnergySupplyEvents from the utility are lost
      And the utility changes the event to 4 kW
      And 1 minute passes
      When the utility cancels the event
      Then the discharge ends within 10 seconds

    @PR2-A-24.lost @dut:pev @fault
    Scenario: A cancel that is lost leaves the end to the watchdog
      Given a discharge of 5 kW is under way
      And the next 4 EventCancels from the utility are lost
      When the utility cancels the event
      And the utility falls silent
      Then the discharge ends within 15 minutes and 10 seconds of the last command

    @PR2-A-24.reason @dut:utility @positive
    Scenario Outline: An event for the reason <reason> says so
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      When the operator creates an event for the reason <reason>
      Then the utility sends an EnergySupplyEvent within 60 seconds:
        | reason | <reason> |

      Examples:
        | id                          | reason      |
        | PR2-A-24.reason.peak        | PEAK        |
        | PR2-A-24.reason.reliability | RELIABILITY |
        | PR2-A-24.reason.capacity    | CAPACITY    |
        | PR2-A-24.reason.price       | PRICE       |
        | PR2-A-24.reason.test        | TEST        |

    @PR2-A-24.called-off-before @dut:utility @positive
    Scenario: Conditions abate before the event begins
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event 30 hours ahead, from 18:00, for 2 hours, of 5 kW
      When the operator calls the event off because conditions have abated
      Then the utility sends an EventCancel within 10 seconds:
        | reason   | ABATED |
        | revision | 1      |
      And the utility asks for nothing when the event would have begun

    @PR2-A-24.called-off-during @dut:utility @positive
    Scenario: Conditions abate while the PEV discharges
      Given a discharge of 5 kW is under way
      When the operator calls the event off because conditions have abated
      Then the utility sends an EventCancel within 10 seconds:
        | reason | ABATED |
      And the discharge ends within 20 seconds

    @PR2-A-24.called-off-after-a-change @dut:utility @boundary
    Scenario: The cancel of an event that was changed counts on from the change
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      And the operator changes the event to 3 kW
      And 1 minute passes
      When the operator calls the event off because conditions have abated
      Then the utility sends an EventCancel within 10 seconds:
        | revision | at least 2 |

    @PR2-A-24.called-off-at-the-start @dut:utility @boundary
    Scenario: Conditions abate at the very start, when the PEV has been asked and does not discharge yet
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the event starts
      When the operator calls the event off because conditions have abated
      Then the utility sends an EventCancel within 10 seconds:
        | reason | ABATED |
      And the discharge ends within 20 seconds

    @PR2-A-24.called-off-just-before @dut:utility @boundary
    Scenario: Conditions abate between the request and the start
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And it is 2 seconds before the event
      When the operator calls the event off because conditions have abated
      Then the utility sends an EventCancel within 10 seconds
      And the discharge ends within 20 seconds

    @PR2-A-24.called-off-undecided @dut:utility @boundary
    Scenario: A PEV that has not decided yet is told as well that an event is called off
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And the customer wants to be asked about each event
      And the operator creates an event of 4 kW in 2 hours, for 1 hour
      And 1 minute passes
      When the operator calls the event off because conditions have abated
      Then the utility sends an EventCancel within 10 seconds

    @PR2-A-24.called-off-unanswered @dut:utility @boundary
    Scenario: An event that nobody has answered yet is called off all the same
      Given the devices are running and no cable is in
      And the operator creates an event of 4 kW in 30 hours, for 1 hour
      And 1 minute passes
      When the operator calls the event off because conditions have abated
      Then the utility sends an EventCancel within 10 seconds

    @PR2-A-24.called-off-before-it-came @dut:utility @boundary
    Scenario: A PEV that comes when its event has been called off is not told of it any more
      Given the devices are running and no cable is in
      And the operator creates an event of 4 kW in 2 hours, for 1 hour
      And 1 minute passes
      And the operator calls the event off because conditions have abated
      And 10 minutes pass
      When the cable goes in
      Then the utility sends no EnergySupplyEvent for 3 hours

    @PR2-A-24.called-off-for-all @dut:utility @positive
    Scenario: An event of several PEVs is called off for each, also for one that has left
      Given 3 PEVs with 10 kWh available at up to 6 kW each are connected
      And PEV 1 leaves after it has opted in to an event of 12 kW in total in 2 hours, for 1 hour
      When the operator calls the event off because conditions have abated
      Then the utility cancels the event at each PEV within 10 seconds
      And none of the PEVs is asked for anything when the event would have begun

    @PR2-A-24.called-off-for-all-during @dut:utility @positive
    Scenario: Called off while several PEVs discharge, the event ends for each
      Given 3 PEVs with 10 kWh available at up to 6 kW each are connected
      And the operator has created an event of 15 kW in total in 2 hours, for 30 minutes
      And half of the event is over
      When the operator calls the event off because conditions have abated
      Then the utility cancels the event at each PEV within 10 seconds
      And the discharge of each PEV ends within 20 seconds

    @PR2-A-24.cancel-lost @dut:utility @fault
    Scenario: A cancel that is lost is sent again
      Given a discharge of 5 kW is under way
      And the next EventCancel from the utility is lost
      When the operator calls the event off because conditions have abated
      Then each EventCancel that was lost is sent again with the same id
      And the discharge ends within 30 seconds
