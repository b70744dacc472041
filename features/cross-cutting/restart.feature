@PR2-A @cross-cutting
Feature: What was promised outlives a loss of power, what was running does not

  A device that has been without power knows what it knew before: the events, what the customer decided, the registers.
  But nobody knows what has become of the grid meanwhile, so that no discharge comes back by itself.

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-X-12 @must @pev @esci @utility
  Rule: Events, opt-outs and registers survive a restart, and no discharge resumes without a fresh command

    A dispatch that waited or ran when the power went is over, and the PEV says so when it is back. While the event
    lasts a fresh request may follow. A utility that was away for longer than its commands held asks for nothing more in
    that event; an ESCI passes on what it is told from then on, and repeats no command of its own accord.

    # The PEV

    @PR2-X-12.event @dut:pev @positive
    Scenario: A PEV that restarts between its yes and the start still takes part
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When the PEV restarts
      And the utility requests 5 kW for 1 hour
      Then the PEV accepts within its response class
      And the discharge reaches 5 kW within its response class and holds it for 10 minutes

    @PR2-X-12.opt-out @dut:pev @positive
    Scenario: A customer's opt-out holds after a restart
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      When the PEV restarts
      And the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_PREFERENCE
      And no power leaves the PEV

    @PR2-X-12.opt-out-told @dut:pev @fault
    Scenario: An opt-out that nobody could be told of before the restart is told after it, with its own time
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the link between PEV and ESCI is cut
      And the customer opts out at the PEV
      And the PEV restarts
      And 5 minutes pass
      When the link between PEV and ESCI is mended
      Then the PEV's notice arrives within 20 seconds with the time of the customer's action

    @PR2-X-12.floor @dut:pev @positive
    Scenario: The customer's floor holds after a restart
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer sets the floor to 85 %
      When the PEV restarts
      And the utility requests 5 kW for 1 hour
      Then no power leaves the PEV

    @PR2-X-12.esci-floor @dut:pev @positive
    Scenario: What the customer set at the ESCI holds after a restart
      Given a PEV of 60 kWh with 55 % charge and a floor of 30 %
      And the PEV is connected
      And the ESCI passes on that its customer set a floor of 60 %
      And the PEV restarts
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_PREFERENCE

    @PR2-X-12.panel-window @dut:pev @positive
    Scenario: The hours that the customer set at the PEV hold after a restart
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer allows discharging only from 6 hours to 9 hours from now
      And the PEV restarts
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_PREFERENCE

    @PR2-X-12.panel-departure @dut:pev @positive
    Scenario: The departure that the customer set at the PEV is known after a restart
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the PEV is connected
      And the customer sets the departure to 30 hours from now at the PEV
      When the PEV restarts
      Then asked 10 seconds later the PEV reports that departure

    @PR2-X-12.customers-limit @dut:pev @negative
    Scenario: A limit that the customer set for the event holds after a restart
      Given a discharge of 5 kW is under way
      And the customer limits the event to 2 kW at the PEV
      And the PEV restarts
      And 6 minutes pass
      When the utility requests 5 kW anew for the rest of the event
      Then no more than 2 kW is measured from 10 seconds later on

    @PR2-X-12.promised @dut:pev @negative
    Scenario: What was promised to one event before a restart is not promised to another after it
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 6 kW in 4 hours, for 1 hour
      And the PEV restarts
      When the utility announces an event of 6 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_ENERGY_EXCEEDS_AVAILABLE

    @PR2-X-12.cancel @dut:pev @negative
    Scenario: What was called off before a restart is not taken up after it
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the utility cancels the event
      When the PEV restarts
      And the utility requests 5 kW for 1 hour
      Then no power leaves the PEV

    @PR2-X-12.revision @dut:pev @negative
    Scenario: A revision of an event that was overtaken before a restart changes nothing after it
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      And the utility changes the event to 3 kW in revision 2
      And 1 minute passes
      And the PEV restarts
      And 1 minute passes
      When revision 1 of the event comes late, asking for 9 kW
      And the utility requests 3 kW for 1 hour
      Then the PEV accepts within its response class

    @PR2-X-12.delay @dut:pev @boundary
    Scenario: After a loss of its power it enters service no sooner than after an excursion
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the PEV restarts
      When the utility asks for the availability
      Then the PEV reports that it is not ready, and until when

    @PR2-X-12.register @dut:pev @positive
    Scenario: The PEV's registers go on from where they stood
      Given a discharge of 5 kW is under way
      And 20 minutes pass
      When the PEV restarts
      And 1 minute passes
      Then the registers of the PEV have gone on from where they stood

    @PR2-X-12.register-of-charging @dut:pev @positive
    Scenario: The register of what was charged goes on from where it stood as well
      Given a discharge of 5 kW is under way
      And the customer wants 2 kWh more than the event leaves, by 3 hours after it
      And the event ends
      And 3 hours pass
      When the PEV restarts
      And 1 minute passes
      Then the registers of the PEV have gone on from where they stood

    @PR2-X-12.killed @dut:pev @fault
    Scenario Outline: A PEV that loses its power while <state> stays at 0 W
      Given a dispatch of the PEV is <state>
      When the PEV restarts
      Then no power leaves the PEV
      And the registers of the PEV have gone on from where they stood

      Examples:
        | id                          | state        |
        | PR2-X-12.killed.ramp-down   | ramping down |
        | PR2-X-12.killed.post-event  | over         |

    @PR2-X-12.killed-in-dispatch @dut:pev @fault
    Scenario Outline: A PEV that loses its power while a dispatch is <state> says that it is over, and stays at 0 W
      Given a dispatch of the PEV is <state>
      When the PEV restarts
      Then the PEV gives notice of the end with reason RESTART within 5 seconds
      And no power leaves the PEV
      And the registers of the PEV have gone on from where they stood

      Examples:
        | id                                      | state       |
        | PR2-X-12.killed-in-dispatch.pending     | pending     |
        | PR2-X-12.killed-in-dispatch.ramping     | ramping up  |
        | PR2-X-12.killed-in-dispatch.discharging | discharging |
        | PR2-X-12.killed-in-dispatch.standby     | standing by |

    @PR2-X-12.at-the-start @dut:pev @boundary
    Scenario: A PEV that loses its power at the very instant of the start does not begin afterwards
      Given a dispatch of the PEV is pending
      When the PEV restarts at the instant at which the event starts
      Then no power leaves the PEV

    @PR2-X-12.over-the-start @dut:pev @boundary
    Scenario: A PEV that is without power at the start does not begin late
      Given a dispatch of the PEV is pending
      When the PEV is without power while the event starts
      Then no power leaves the PEV

    @PR2-X-12.long-before-the-start @dut:pev @fault
    Scenario: A PEV that is back in service before the start does not begin what its restart has ended
      Given the parameter P_ES_DELAY is 1
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And a request of 5 kW for 1 hour reaches the PEV 10 minutes before the event
      When the PEV restarts
      Then the PEV gives notice of the end with reason RESTART within 5 seconds
      And no power leaves the PEV

    @PR2-X-12.old-command @dut:pev @negative
    Scenario: A renewal of the dispatch that the restart ended brings nothing back
      Given a discharge of 5 kW is under way
      And the PEV restarts
      And 6 minutes pass
      When the utility commands 5 kW again
      Then the PEV rejects the request with E_STATE
      And no power leaves the PEV

    @PR2-X-12.fresh-command @dut:pev @positive
    Scenario: A fresh request within the event brings the discharge back
      Given a discharge of 5 kW is under way
      And the PEV restarts
      And 6 minutes pass
      When the utility requests 5 kW anew for the rest of the event
      Then the PEV accepts within its response class
      And the discharge reaches 5 kW within its response class and holds it for 10 minutes

    # The ESCI

    @PR2-X-12.esci-event @dut:esci @positive
    Scenario: An ESCI that restarts after it was told of an event still reports how the event went
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 30 minutes
      When the ESCI restarts
      And the utility requests 5 kW for 30 minutes
      And the event ends
      Then the ESCI has reported the event as COMPLETED

    @PR2-X-12.esci-opt-out @dut:esci @fault
    Scenario: An opt-out at the EVSE that nobody could be told of before the restart is told after it, with its own time
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the link between ESCI and utility is cut
      And the customer opts out at the EVSE
      And the ESCI restarts
      And 5 minutes pass
      When the link between ESCI and utility is mended
      Then the ESCI's notice arrives within 20 seconds with the time of the customer's action

    @PR2-X-12.esci-opt-out-reported @dut:esci @positive
    Scenario: An opt-out is still an opt-out when the ESCI reports the event after a restart
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the EVSE
      And 1 minute passes
      When the ESCI restarts
      And the event ends
      Then the ESCI has reported the event as OPTED_OUT

    @PR2-X-12.esci-cancelled @dut:esci @fault
    Scenario: A cancel is still a cancel when the ESCI reports the event after a restart
      Given a discharge of 5 kW is under way
      And the utility cancels the event
      When the ESCI restarts
      And 1 minute passes
      Then the ESCI has reported the event as CANCELLED

    @PR2-X-12.esci-reported-once @dut:esci @negative
    Scenario: What was reported before a restart is not reported again
      Given a discharge of 5 kW for 30 minutes is under way
      And the event ends
      And 10 minutes pass
      When the ESCI restarts
      Then the ESCI sends no EventReport for 10 minutes

    @PR2-X-12.esci-register @dut:esci @positive
    Scenario: The meter's register goes on from where it stood, and so does the report
      Given a discharge of 5 kW is under way
      And 20 minutes pass
      When the ESCI restarts
      And the event ends
      Then the registers of the ESCI have gone on from where they stood
      And the delivered energy in the event's report is what left the PEV, whatever it charged afterwards

    @PR2-X-12.esci-silent @dut:esci @negative
    Scenario Outline: An ESCI that restarts while a dispatch is <state> commands nothing by itself
      Given a dispatch of the PEV is <state>
      And nobody renews the command
      When the ESCI restarts
      Then the ESCI passes no DispatchRequest on to the PEV for 30 minutes
      And the ESCI passes no DispatchUpdate on to the PEV for 30 minutes

      Examples:
        | id                                | state        |
        | PR2-X-12.esci-silent.pending      | pending      |
        | PR2-X-12.esci-silent.ramping      | ramping up   |
        | PR2-X-12.esci-silent.discharging  | discharging  |
        | PR2-X-12.esci-silent.standby      | standing by  |
        | PR2-X-12.esci-silent.ramp-down    | ramping down |
        | PR2-X-12.esci-silent.post-event   | over         |

    @PR2-X-12.esci-at-the-start @dut:esci @boundary
    Scenario: An ESCI that restarts at the very instant of the start still meters and reports the event
      Given a dispatch of the PEV is pending
      When the ESCI restarts at the instant at which the event starts
      And the event ends
      Then the ESCI has reported the event as COMPLETED

    # The utility

    @PR2-X-12.utility-event @dut:utility @positive
    Scenario: A utility that restarts after it announced an event goes on with it, and does not announce it twice
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 2 hours, for 1 hour
      When the utility restarts
      And the event starts
      Then the utility has sent one DispatchRequest for the event
      And one event reaches the PEV in 1 minute

    @PR2-X-12.utility-opt-out @dut:utility @positive
    Scenario: A utility that restarts still knows that the customer opted out
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      And 1 minute passes
      When the utility restarts
      Then the utility asks for nothing when the event would have begun

    @PR2-X-12.utility-account @dut:utility @positive
    Scenario: What was delivered is still on record after a restart
      Given a discharge of 4 kW for 30 minutes is under way
      And the event ends
      And 1 minute passes
      When the utility restarts
      Then the utility has it on record that the PEV took part to the end

    @PR2-X-12.utility-resumes-not @dut:utility @negative
    Scenario: A utility that was away for longer than its commands held asks for nothing more
      Given a discharge of 4 kW is under way
      When the utility is without power for 20 minutes
      Then the utility sends no DispatchUpdate for 1 hour
      And the utility sends no DispatchRequest for 1 hour
      And no power leaves the PEV

    @PR2-X-12.utility-away-briefly @dut:utility @positive
    Scenario: A utility that is back before its last command has run out goes on renewing it
      Given a discharge of 4 kW is under way
      When the utility restarts
      Then the discharge stays at 4 kW for 20 minutes

    @PR2-X-12.utility-operators-change @dut:utility @fault
    Scenario: A utility that restarts still knows how much the operator wants since
      Given a discharge of 4 kW is under way
      And the operator changes the request to 2 kW
      And 5 minutes pass
      When the utility restarts
      Then the discharge stays at 2 kW for 20 minutes

    @PR2-X-12.utility-cancel-unheard @dut:utility @fault
    Scenario: A cancel that nobody has heard yet is not forgotten in a restart
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      And the link between utility and ESCI is cut
      And the operator calls the event off because conditions have abated
      And 1 second passes
      When the utility restarts
      And the link between utility and ESCI is mended
      Then the cancel reaches the PEV within 1 minute

    @PR2-X-12.utility-revoked @dut:utility @fault
    Scenario: A utility that restarts still knows that an enrollment was revoked
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator revokes the enrollment
      And 1 minute passes
      When the utility restarts
      And the operator creates an event of 4 kW in 2 hours, for 1 hour
      Then the utility sends no EnergySupplyEvent for 3 hours

    @PR2-X-12.utility-partial @dut:utility @fault
    Scenario: A utility that restarts still holds a PEV to the part that it agreed to
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator creates an event of 6 kW in 2 hours, for 2 hours, of which a part will do
      And 1 minute passes
      And the charge of the PEV has risen to 14 kWh above the floor
      When the utility restarts
      And the event starts
      Then the utility requests at most 10 kWh and at most 5 kW

    @PR2-X-12.utility-outcomes @dut:utility @fault @if:channels=EMAIL
    Scenario: What became of an alert is still on record after a restart
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      And 1 minute passes
      When the utility restarts
      Then the utility has it on record that the alert by EMAIL was delivered

    @PR2-X-12.utility-at-the-start @dut:utility @boundary
    Scenario: A utility that restarts at the very instant of the start asks once
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 2 hours, for 1 hour
      When the utility restarts at the instant at which the event starts
      And 1 minute passes
      Then the utility has sent one DispatchRequest for the event

    @PR2-X-12.utility-stretches @dut:utility @fault
    Scenario: A utility that restarts before an event still asks for each of its stretches
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator creates an event of 2 kW, then 3 kW and then 5 kW in 2 hours, 20 minutes each
      And 1 minute passes
      When the utility restarts
      And the event starts
      Then the utility asks for 3 kW and for 5 kW, each by the time from which it holds

    @PR2-X-12.utility-overtaken-word @dut:utility @fault
    Scenario: A utility that restarts still knows when the customer decided last
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 30 minutes
      And the customer opts out at the PEV
      And 10 minutes pass
      And the customer opts in again at the PEV
      And 10 minutes pass
      And the utility restarts
      When the PEV's notice of an opt-out 15 minutes ago comes to the utility
      And the event starts
      Then the utility has requested 4 kW for the whole event, naming class and meter

    @PR2-X-12.utility-cancelled @dut:utility @fault
    Scenario: A utility that restarts after a cancel does not take the event up again
      Given a discharge of 4 kW is under way
      And the utility cancels the event
      And 1 minute passes
      When the utility restarts
      Then the utility sends no DispatchRequest for 2 hours
      And the utility sends no DispatchUpdate for 2 hours
