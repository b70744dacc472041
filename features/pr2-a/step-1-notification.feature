@PR2-A @step-1
Feature: Step 1: the utility announces an event

  An event is a discrete thing: it has a name, a beginning and an end. It goes to the ESCI and onward to the PEV, and
  customer and PEV hear of it in good time.

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-A-01 @must @utility @esci @source:L15 @source:L16
  Rule: Each event is sent to the ESCI as a discrete message and goes onward to the PEV as it is

    The way is by the ESCI; a direct path is another transport of the same messages (D6). The ESCI passes an event to a
    connected PEV at once, keeps it for one that is not there, and gives it up only when the event is over.

    @PR2-A-01.sent @dut:utility @positive
    Scenario: An event goes out with beginning, length and power
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of some power between 2 kW and 5 kW in 2 hours, for some duration between 30 minutes and 2 hours
      Then the utility sends the event to the PEV within 10 seconds, with its start, its length and its power
      And one event reaches the PEV in 1 minute

    @PR2-A-01.stretches @dut:utility @positive
    Scenario: An event that asks for more later on says so in its order
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 3 kW in 2 hours, for 1 hour, with 5 kW in its second half
      Then the utility sends the event to the PEV within 10 seconds, with 3 kW at first and 5 kW from its middle on

    @PR2-A-01.to-the-second @dut:utility @boundary
    Scenario: An event is as long as the operator wants it, to the second, and asks for as much, to the watt
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 3210 W in 2 hours, for 1837 seconds
      Then the utility sends the event to the PEV within 10 seconds, with its start, its length and its power

    @PR2-A-01.each-target @dut:utility @positive
    Scenario: Each PEV of an event gets it
      Given a second customer is enrolled, with a PEV at the same ESCI
      And both PEVs are connected
      When the operator creates an event of 4 kW for both in 2 hours, for 1 hour
      Then the utility sends the event to each of the PEVs within 10 seconds

    @PR2-A-01.nobody-else @dut:utility @negative
    Scenario: An event for one PEV goes to no other
      Given a second customer is enrolled, with a PEV at the same ESCI
      And both PEVs are connected
      When the operator creates an event of 4 kW for the first PEV alone in 2 hours, for 1 hour
      Then the utility sends the event to the PEV within 10 seconds, with its start, its length and its power
      And nothing of the event is sent to the second PEV for 3 hours

    @PR2-A-01.names-all @dut:utility @positive
    Scenario: An event for two PEVs names both to each of them
      Given a second customer is enrolled, with a PEV at the same ESCI
      And both PEVs are connected
      When the operator creates an event of 4 kW for both in 2 hours, for 1 hour
      Then the event that each PEV gets names both

    @PR2-A-01.changed @dut:utility @positive
    Scenario: A change of an event goes to the PEV as well
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      When the operator changes the event to 3 kW
      Then the utility sends the changed event to the PEV within 10 seconds

    @PR2-A-01.changed-after-a-restart @dut:utility @fault
    Scenario: A change after a restart goes by a revision of its own
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      And the operator changes the event to 3 kW
      And 1 minute passes
      When the utility restarts
      And the operator changes the event to 2 kW
      Then the utility sends an EnergySupplyEvent within 10 seconds:
        | revision | at least 2 |
      And the utility has the event on record in that revision


    @PR2-A-01.one-id @dut:utility @negative
    Scenario: Two events never go by the same id
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 2 kW in 2 hours, for 1 hour
      When the operator creates another event under the id of the first, of 3 kW in 5 hours, for 1 hour
      Then every event of the utility keeps its id to itself
      And one event reaches the PEV in 10 minutes

    @PR2-A-01.lost @dut:utility @fault
    Scenario: An event that is lost on its way is sent again
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the next EnergySupplyEvent from the utility is lost
      And the operator creates an event of 4 kW in 2 hours, for 1 hour
      Then one event reaches the PEV in 1 minute

    @PR2-A-01.link-cut @dut:utility @fault
    Scenario: An event called while the link is down arrives when it is up again
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the link between utility and ESCI is cut
      And the operator creates an event of 4 kW in 2 hours, for 1 hour
      And 15 seconds pass
      And the link between utility and ESCI is mended
      Then one event reaches the PEV in 30 seconds

    @PR2-A-01.handed-on @dut:esci @positive
    Scenario: The ESCI hands an event on to the PEV
      Given the PEV is connected
      When the utility announces an event of some power between 2 kW and 6 kW in some duration between 2 hours and 4 hours, for some duration between 30 minutes and 2 hours
      Then the ESCI hands the event to the PEV as it came, within 5 seconds
      And the ESCI hands the PEV's EventResponse to the utility as it came, within 5 seconds

    @PR2-A-01.handed-on-whole @dut:esci @positive
    Scenario: The ESCI hands an event on with all that it says, be it 0 or no
      Given the PEV is connected
      When the utility announces an event of 4321 W in 2 hours, for 1 hour, that says all an event can say
      Then the ESCI hands the event to the PEV as it came, within 5 seconds

    @PR2-A-01.no-time @dut:esci @negative
    Scenario: An event that lasts no time is no event
      Given the PEV is connected
      When the utility announces an event that lasts no time at all
      Then the ESCI answers it with E_SCHEMA
      And the ESCI passes no EnergySupplyEvent on to the PEV for 10 minutes

    @PR2-A-01.no-end @dut:esci @negative
    Scenario: An event without an end is no event
      Given the PEV is connected
      When the utility announces an event that has no end
      Then the ESCI answers it with E_SCHEMA
      And the ESCI passes no EnergySupplyEvent on to the PEV for 10 minutes

    @PR2-A-01.kept @dut:esci @positive
    Scenario: An event for a PEV that is not there is kept until it is
      Given the ESCI knows the enrollment, and no PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI answers that it has stored the event
      When 1 hour passes
      And the PEV is plugged in
      Then the ESCI hands the event to the PEV as it came, within 5 seconds
      And one event reaches the PEV in 10 minutes

    @PR2-A-01.last-second @dut:esci @boundary
    Scenario: A PEV that comes a second before the start still gets the event
      Given the ESCI knows the enrollment, and no PEV is connected
      And the utility has announced an event of 4 kW in 2 hours, for 1 hour
      When the cable goes in 1 second before the event starts
      Then the ESCI hands the event to the PEV as it came, within 5 seconds

    @PR2-A-01.two-kept @dut:esci @positive
    Scenario: Two events for a PEV that is not there are both kept
      Given the ESCI knows the enrollment, and no PEV is connected
      And the utility has announced an event of 4 kW in 2 hours, for 1 hour
      And the utility has announced an event of 3 kW in 5 hours, for 1 hour
      When the PEV is plugged in
      Then both events reach the PEV within 5 seconds

    @PR2-A-01.same-event-again @dut:esci @fault
    Scenario: The same event under another message id is kept once
      Given the ESCI knows the enrollment, and no PEV is connected
      And the utility has announced an event of 4 kW in 2 hours, for 1 hour
      When the utility sends the event again, under an id of its own
      Then the ESCI answers that it has the event already
      When the PEV is plugged in
      Then one event reaches the PEV in 10 minutes

    @PR2-A-01.changed-while-away @dut:esci @fault
    Scenario: A PEV that was away while its event changed gets the event as it is now
      Given the ESCI knows the enrollment, and no PEV is connected
      And the utility has announced an event of 4 kW in 2 hours, for 1 hour
      When the utility changes the event to 3 kW
      And the PEV is plugged in
      Then the ESCI hands the event to the PEV as it came, within 5 seconds

    @PR2-A-01.called-off-while-kept @dut:esci @fault
    Scenario: An event that was called off before its PEV came asks nothing of it
      Given the ESCI knows the enrollment, and no PEV is connected
      And the utility has announced an event of 4 kW in 2 hours, for 1 hour
      And the utility cancels the event
      And the PEV is plugged in
      When the utility requests 4 kW for 1 hour
      Then no power leaves the PEV

    @PR2-A-01.called-off-while-away @dut:esci @fault
    Scenario: A PEV that was away when its event was called off learns of it
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      And the cable is pulled
      And the utility cancels the event
      And the cable goes in again
      When the utility requests 4 kW for 1 hour
      Then no power leaves the PEV

    @PR2-A-01.too-late @dut:esci @fault
    Scenario: An event whose PEV never came is given up when it is over
      Given the ESCI knows the enrollment, and no PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI refuses the event with E_EXPIRED once it is over
      When the PEV is plugged in
      Then the ESCI passes no EnergySupplyEvent on to the PEV for 10 minutes

    @PR2-A-01.kept-over-restart @dut:esci @fault
    Scenario: An ESCI that restarts between the event and the PEV still hands it on, once
      Given the ESCI knows the enrollment, and no PEV is connected
      And the utility has announced an event of 4 kW in 2 hours, for 1 hour
      When the ESCI restarts
      And the PEV is plugged in
      Then the ESCI hands the event to the PEV as it came, within 5 seconds
      And one event reaches the PEV in 10 minutes

    @PR2-A-01.over-while-down @dut:esci @fault
    Scenario: An event that was over when the ESCI came back is given up and goes nowhere
      Given the ESCI knows the enrollment, and no PEV is connected
      And the utility has announced an event of 4 kW in 2 hours, for 1 hour
      When the ESCI is without power while the event ends
      Then the ESCI refuses the event with E_EXPIRED once it is over
      When the PEV is plugged in
      Then the ESCI passes no EnergySupplyEvent on to the PEV for 10 minutes

  @PR2-A-09 @must @utility @pev @source:L15 @source:L23 @source:L62
  Rule: The shorter the notice, the better its reason must be

    Planned events are announced a day ahead or more, events of the day an hour ahead, emergencies a minute ahead (D4);
    below a day the reason is reliability (D5). Class, event and at least one alert hold to that. A PEV whose customer
    has not agreed to less refuses an event that does not. A change owes a notice of its own only where it brings the
    start forward.

    @PR2-A-09.ahead @dut:utility @positive
    Scenario Outline: <lead> ahead is <class>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event <lead> ahead for <reason>
      Then event and alert are both sent <least> ahead or earlier, as <class>

      Examples:
        | id                        | lead       | reason      | class     | least    |
        | PR2-A-09.ahead.two-days   | 48 hours   | PEAK        | PLANNED   | 24 hours |
        | PR2-A-09.ahead.two-hours  | 2 hours    | RELIABILITY | DAY_OF    | 1 hour   |
        | PR2-A-09.ahead.five-min   | 5 minutes  | RELIABILITY | EMERGENCY | 1 minute |

    @PR2-A-09.edge @dut:utility @boundary
    Scenario Outline: <lead> ahead is just <class>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event <lead> ahead for <reason>
      Then event and alert are both sent <least> ahead or earlier, as <class>

      Examples:
        | id                           | lead          | reason      | class     | least    |
        | PR2-A-09.edge.a-day          | 86405 seconds | CAPACITY    | PLANNED   | 24 hours |
        | PR2-A-09.edge.less-than-day  | 86399 seconds | RELIABILITY | DAY_OF    | 1 hour   |
        | PR2-A-09.edge.an-hour        | 3605 seconds  | RELIABILITY | DAY_OF    | 1 hour   |
        | PR2-A-09.edge.less-than-hour | 3599 seconds  | RELIABILITY | EMERGENCY | 1 minute |
        | PR2-A-09.edge.a-minute       | 65 seconds    | RELIABILITY | EMERGENCY | 1 minute |

    @PR2-A-09.never-sent @dut:utility @negative
    Scenario Outline: An event <lead> ahead for <reason> is never announced
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event <lead> ahead for <reason>
      Then the utility sends no EnergySupplyEvent for 3 hours
      And the utility sends no CustomerAlert for 3 hours

      Examples:
        | id                                  | lead          | reason      |
        | PR2-A-09.never-sent.peak-same-day   | 86399 seconds | PEAK        |
        | PR2-A-09.never-sent.price-emergency | 30 minutes    | PRICE       |
        | PR2-A-09.never-sent.too-late        | 59 seconds    | RELIABILITY |

    @PR2-A-09.gone-by @dut:utility @negative
    Scenario Outline: An event whose start is <gone> gone by is never announced
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event whose start is <gone> gone by, for RELIABILITY
      Then the utility sends no EnergySupplyEvent for 3 hours
      And the utility sends no CustomerAlert for 3 hours

      Examples:
        | id                       | gone       |
        | PR2-A-09.gone-by.days    | 2 days     |
        | PR2-A-09.gone-by.minutes | 10 minutes |

    @PR2-A-09.agreed @dut:utility @positive
    Scenario: A customer who agreed to it may be called at short notice
      Given a customer who accepts short notice
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event 2 hours ahead for PEAK
      Then event and alert are both sent 1 hour ahead or earlier, as DAY_OF

    @PR2-A-09.agreed-for-one @dut:utility @negative
    Scenario: One customer's consent to short notice is not another's
      Given a customer who accepts short notice
      And a second customer is enrolled, with a PEV at the same ESCI
      And both PEVs are connected
      When the operator creates an event of 4 kW for both in 2 hours, for 1 hour, for PEAK
      Then nothing of the event is sent to the second PEV for 3 hours
      And the second customer is told nothing for 3 hours

    @PR2-A-09.agreed-no-more @dut:utility @negative @if:channels=EMAIL
    Scenario: A customer who no longer accepts short notice is not called at short notice
      Given a customer who accepts short notice
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer takes the consent to short notice back
      When the operator creates an event 2 hours ahead for PEAK
      Then the utility sends no EnergySupplyEvent for 3 hours

    @PR2-A-09.too-far-ahead @dut:utility @boundary
    Scenario: An event of next week but one is not announced yet
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event 192 hours ahead for PEAK
      Then the utility sends no EnergySupplyEvent for 12 hours
      And the customer is told nothing for 12 hours

    @PR2-A-09.moved-up @dut:utility @negative
    Scenario: A planned event is not moved into the same day without a reason
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event 48 hours ahead for PEAK
      When the operator moves the event to 2 hours from now
      Then the utility sends no EnergySupplyEvent for 1 hour

    @PR2-A-09.moved-up-with-reason @dut:utility @boundary
    Scenario: A planned event that is moved into the same day is an event of the day
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event 48 hours ahead for RELIABILITY
      When the operator moves the event to 2 hours from now
      Then the utility sends an EnergySupplyEvent within 10 seconds:
        | noticeClass | DAY_OF |


    @PR2-A-09.pev-opts-in @dut:pev @boundary
    Scenario Outline: <lead> are enough for <class>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility announces an event <lead> ahead as <class> for <reason>
      Then the PEV opts in to the event

      Examples:
        | id                             | lead         | class     | reason      |
        | PR2-A-09.pev-opts-in.planned   | 24 hours     | PLANNED   | PEAK        |
        | PR2-A-09.pev-opts-in.day-of    | 3600 seconds | DAY_OF    | RELIABILITY |
        | PR2-A-09.pev-opts-in.emergency | 60 seconds   | EMERGENCY | RELIABILITY |

    @PR2-A-09.pev-refuses @dut:pev @negative
    Scenario Outline: <lead> are not enough for <class> with reason <reason>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility announces an event <lead> ahead as <class> for <reason>
      Then the PEV opts out of the event with E_NOTICE_TOO_SHORT

      Examples:
        | id                                 | lead          | class     | reason      |
        | PR2-A-09.pev-refuses.planned       | 86399 seconds | PLANNED   | RELIABILITY |
        | PR2-A-09.pev-refuses.day-of        | 3599 seconds  | DAY_OF    | RELIABILITY |
        | PR2-A-09.pev-refuses.emergency     | 59 seconds    | EMERGENCY | RELIABILITY |
        | PR2-A-09.pev-refuses.no-reason     | 2 hours       | DAY_OF    | PEAK        |
        | PR2-A-09.pev-refuses.no-reason-now | 5 minutes     | EMERGENCY | CAPACITY    |

    @PR2-A-09.pev-changed @dut:pev @boundary
    Scenario: A change that leaves the start where it is needs no notice of its own
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 30 hours, for 1 hour
      And 20 hours pass
      When the utility changes the event to 3 kW
      Then the PEV answers it with the decision OPT_IN

    @PR2-A-09.pev-brought-forward @dut:pev @negative
    Scenario: A change that brings the start forward does
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 30 hours, for 1 hour
      When the utility moves the event to 2 hours from now
      Then the PEV answers it with the decision OPT_OUT for E_NOTICE_TOO_SHORT

    @PR2-A-09.pev-agreed @dut:pev @positive
    Scenario: Where the customer agreed to short notice the PEV does too
      Given a customer who accepts short notice
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility announces an event 59 seconds ahead as EMERGENCY for RELIABILITY
      Then the PEV opts in to the event

    @PR2-A-09.pev-agreed-once @dut:pev @negative
    Scenario: A customer who agreed to short notice and no longer does is not held to it
      Given a customer who accepts short notice
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility announces an event 59 seconds ahead as EMERGENCY for RELIABILITY
      Then the PEV opts in to the event
      When the utility cancels the event
      And the customer sets acceptShortNotice to false at the PEV
      And 2 hours pass
      And the utility announces an event 59 seconds ahead as EMERGENCY for RELIABILITY
      Then the PEV opts out of the event with E_NOTICE_TOO_SHORT

    @PR2-A-09.clocks-change @dut:utility @fault
    Scenario: The same hour of the next day is a day ahead, and not when clocks are put forward in between
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator, whose clock is at -05:00, creates an event 23 hours ahead for PEAK, its start at -04:00
      Then the utility sends no EnergySupplyEvent for 3 hours

    @PR2-A-09.clocks-change-back @dut:utility @fault
    Scenario: An hour less on the clock is a day ahead when clocks are put back in between
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator, whose clock is at -04:00, creates an event 86405 seconds ahead for PEAK, its start at -05:00
      Then event and alert are both sent 24 hours ahead or earlier, as PLANNED

    @PR2-A-09.pev-clocks-change @dut:pev @fault
    Scenario: The PEV counts the hours and not what clocks show
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility announces an event 23 hours ahead, its clock at -05:00 and the start at -04:00
      Then the PEV opts out of the event with E_NOTICE_TOO_SHORT

    @PR2-A-09.pev-clocks-change-back @dut:pev @fault
    Scenario: A day is a day to the PEV when clocks show an hour less
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility announces an event 24 hours ahead, its clock at -04:00 and the start at -05:00
      Then the PEV opts in to the event

    @PR2-A-09.pev-skew @dut:pev @fault
    Scenario Outline: The notice counts from the time that the announcement bears, by a clock 10 minutes <way>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility, whose clock is 10 minutes <way>, announces an event <lead> ahead
      Then the PEV <answer>

      Examples:
        | id                     | way  | lead          | answer                                        |
        | PR2-A-09.pev-skew.fast | fast | 86700 seconds | opts out of the event with E_NOTICE_TOO_SHORT |
        | PR2-A-09.pev-skew.slow | slow | 86100 seconds | opts in to the event                          |
