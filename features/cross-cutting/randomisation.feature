@PR2-A @cross-cutting
Feature: A fleet does not begin all at once

  A thousand PEVs that began in one second would be a disturbance of their own, so an event may ask that each spread its
  start over a window.

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-X-07 @must @pev @utility
  Rule: Each PEV draws its start once for an event, inside the window, and reports it

    The window is given in the event; whether a PEV spreads over the time after the start or over either side of it, it
    declares (ICS item randomisation). The end of the event stays where it is. What was drawn is reported by the
    confirmation STARTED, whose instant is the start that was drawn; response times count from there. Nothing makes a
    PEV draw again, not even a restart. The utility hands the window on as it was ordered, beside the event's own start,
    and spreads nothing itself.

    @PR2-X-07.spread @dut:pev @positive @if:randomisation=one-sided
    Scenario: Over thirty events the starts differ, none is early and none is late
      Given the parameter P_MET_INT is 300
      And the PEV is connected and has reported 12 kWh available at up to 6 kW
      When it has been through 30 events of 2 kW for 4 minutes each, their starts spread over 2 minutes
      Then the starts lie at random within 2 minutes after the events' own starts, and are reported as they are

    @PR2-X-07.spread-two-sided @dut:pev @positive @if:randomisation=two-sided
    Scenario: Over thirty events the starts differ, none further from the event's own than the window
      Given the parameter P_MET_INT is 300
      And the PEV is connected and has reported 12 kWh available at up to 6 kW
      When it has been through 30 events of 2 kW for 4 minutes each, their starts spread over 1 minute
      Then the starts lie at random within 1 minute before or after the events' own starts, and are reported as they are

    @PR2-X-07.no-window @dut:pev @boundary
    Scenario: A window of no length leaves the start where it is
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour, its start spread over no time
      When the utility requests 5 kW for 1 hour
      Then the discharge reaches 5 kW within its response class and holds it for 10 minutes

    @PR2-X-07.end-stays @dut:pev @negative
    Scenario: A start that was spread moves no end
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When it has been through 1 events of 2 kW for 20 minutes each, their starts spread over 5 minutes
      Then the discharge of 2 kW ended with the event

    @PR2-X-07.drawn-once @dut:pev @fault
    Scenario: A PEV that restarts after its start has come does not draw another
      Given the parameter P_ES_DELAY is 1
      And the parameter P_MET_INT is 300
      And the PEV is connected and has reported 12 kWh available at up to 6 kW
      When in each of 8 events of 1 kW for 30 minutes, their starts spread over 20 minutes, the PEV restarts once it has begun, and is asked again
      Then each time it begins at once

    @PR2-X-07.handed-on @dut:utility @positive
    Scenario: The utility hands the window on and leaves the start alone
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 2 hours, for 30 minutes, its start spread over 10 minutes
      Then the event reaches the PEV with its own start and a window of 10 minutes
      And the utility requests the power for the event's own start
      And the utility has it on record that the PEV took part to the end

    @PR2-X-07.handed-on-to-both @dut:utility @positive
    Scenario: The utility hands the window on to each PEV of the event
      Given a second customer is enrolled, with a PEV at the same ESCI
      And both PEVs are connected
      When the operator creates an event of 2 kW for both in 2 hours, for 30 minutes, its start spread over 10 minutes
      Then each PEV gets the event with a window of 10 minutes

    @PR2-X-07.no-window-handed-on @dut:utility @boundary
    Scenario: The utility hands on a window of no length
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 2 hours, for 1 hour, its start spread over 0 seconds
      Then the event reaches the PEV with its own start and a window of 0 seconds

    @PR2-X-07.kept-in-a-change @dut:utility @negative
    Scenario: A change of power leaves the window as it was
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator creates an event of 4 kW in 2 hours, for 1 hour, its start spread over 10 minutes
      And 1 minute passes
      When the operator changes the event to 3 kW
      Then the event reaches the PEV with its own start and a window of 10 minutes

    @PR2-X-07.late-starter @dut:utility @fault
    Scenario: A utility that restarts while a PEV's start is still to come does not call the event failed
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator creates an event of 4 kW in 2 hours, for 30 minutes, its start spread over 10 minutes
      When the utility restarts at the instant at which the event starts
      Then the utility has it on record that the PEV took part to the end
