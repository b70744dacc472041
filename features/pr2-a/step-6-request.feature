@PR2-A @step-6
Feature: Step 6: the utility asks for generation through the ESCI

  The request names power, interval and meter, and stays inside what the PEV last reported as available.
  It travels through the ESCI, and the energy that follows from it is measured at the named point.

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-A-14 @must @utility @esci @pev @source:L87 @source:L88
  Rule: A request for generation says for which event, how much, when, how fast and where it is metered

    A request without power or interval means nothing, so both are owed and not merely advised (D13). The point
    at which the energy is measured is named too (D14). The ESCI passes the request on as it is; a PEV that gets an
    incomplete, unknown or outdated one refuses it and says why.

    @PR2-A-14.complete @dut:utility @positive
    Scenario: The utility's request names everything that the PEV must know
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event 30 hours ahead, from 18:00, for some duration between 1 hour and 2 hours, of some power between 2 kW and 5 kW
      When the event starts
      Then the utility has requested that power for the whole event, naming class and meter

    @PR2-A-14.one-request-each @dut:utility @positive
    Scenario: One event is asked of a PEV once
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event 30 hours ahead, from 18:00, for 1 hour, of some power between 2 kW and 5 kW
      When the event starts
      And 1 hour passes
      Then the utility has sent one DispatchRequest for the event

    @PR2-A-14.no-opt-in @dut:utility @negative
    Scenario: A PEV whose customer opted out is asked for nothing
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event 30 hours ahead, from 18:00, for 1 hour, of 4 kW
      And the customer opts out at the PEV
      When the event starts
      Then the utility has sent no DispatchRequest for the event

    @PR2-A-14.no-opt-in-by @dut:utility @negative
    Scenario Outline: An opt-out counts by whatever means it was said: <means>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 30 minutes
      When the PEV's notice of an opt-out by <means> comes to the utility
      And the event starts
      Then the utility has sent no DispatchRequest for the event

      Examples:
        | id                           | means |
        | PR2-A-14.no-opt-in-by.evse   | EVSE  |
        | PR2-A-14.no-opt-in-by.app    | APP   |
        | PR2-A-14.no-opt-in-by.phone  | PHONE |

    @PR2-A-14.no-opt-in-to-a-change @dut:utility @negative
    Scenario: An opt-out outlives a change of the event
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      And 1 minute passes
      And the operator changes the event to 3 kW
      When the event starts
      Then the utility has sent no DispatchRequest for the event

    @PR2-A-14.no-opt-in-emergency @dut:utility @negative
    Scenario: An opt-out holds in an emergency as well
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 30 minutes, for 1 hour
      And the customer opts out at the PEV
      When the event starts
      Then the utility has sent no DispatchRequest for the event

    @PR2-A-14.not-ready @dut:utility @negative
    Scenario: A PEV that is not ready when the event begins is not asked before it is
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When it is 2 minutes before the event
      And the grid goes to 60 % of its voltage and its own frequency
      And 10 seconds pass
      And the grid is back to normal
      Then the utility sends no DispatchRequest for 4 minutes

    @PR2-A-14.undecided @dut:utility @negative
    Scenario: A PEV whose customer has not decided yet is asked for nothing
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer wants to be asked about each event
      When the operator creates an event of 4 kW in 2 hours, for 1 hour
      And the event starts
      Then the utility has sent no DispatchRequest for the event

    @PR2-A-14.opted-out-in-emergency @dut:utility @negative
    Scenario: An opt-out in the midst of an emergency ends what is asked
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 30 minutes, for 30 minutes
      And half of the event is over
      When the customer opts out at the PEV
      And the event ends
      Then the utility has taken the PEV's notice of that
      And the utility has it on record that the PEV opted out

    @PR2-A-14.a-part @dut:utility @positive
    Scenario: Who takes part with less than was announced is asked, too
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator creates an event of 6 kW in 2 hours, for 2 hours, of which a part will do
      When the event starts
      Then the utility has sent one DispatchRequest for the event

    @PR2-A-14.out-and-in @dut:utility @positive
    Scenario: A customer who opts out and in again before the event is asked
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 30 minutes
      And the customer opts out at the PEV
      And 10 minutes pass
      And the customer opts in again at the PEV
      When the event starts
      Then the utility has requested 4 kW for the whole event, naming class and meter

    @PR2-A-14.overtaken @dut:utility @boundary
    Scenario: An opt-out that comes late does not outweigh what the customer has said since
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 30 minutes
      And the customer opts out at the PEV
      And 10 minutes pass
      And the customer opts in again at the PEV
      And 10 minutes pass
      When the PEV's notice of an opt-out 15 minutes ago comes to the utility
      And the event starts
      Then the utility has requested 4 kW for the whole event, naming class and meter

    @PR2-A-14.overtaken-answer @dut:utility @fault
    Scenario: An opt-in that arrives after the opt-out that followed it takes nothing back
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the next EventResponse from the ESCI takes 1 minute
      And the operator creates an event of 4 kW in 2 hours, for 30 minutes
      And 15 seconds pass
      And the customer opts out at the PEV
      When the event starts
      Then the utility has sent no DispatchRequest for the event

    @PR2-A-14.answer-to-before @dut:utility @fault
    Scenario: An opt-in to an event as it was before its change is none to the changed one
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the next EventResponse from the ESCI takes 1 minute
      And the operator creates an event of 4 kW in 2 hours, for 30 minutes, of which a part will not do
      And 15 seconds pass
      And the operator changes the length of the event to 4 hours
      When the event starts
      Then the utility has sent no DispatchRequest for the event

    @PR2-A-14.plugged-in-again @dut:utility @positive
    Scenario: A PEV that was unplugged for a while before the event is asked
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 30 minutes
      And the cable is pulled
      And 10 minutes pass
      And the cable goes in again
      When the event starts
      Then the utility has requested 4 kW for the whole event, naming class and meter

    @PR2-A-14.far-ahead @dut:utility @positive
    Scenario: What was ordered days ahead is asked when its time comes
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 100 hours, for 30 minutes
      When the event starts
      Then the utility has requested 4 kW for the whole event, naming class and meter

    @PR2-A-14.moved @dut:utility @positive
    Scenario: An event that was moved is asked for in its new time, all of it
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      And the operator moves the event to 150 minutes from now
      When 152 minutes pass
      Then the utility has sent one DispatchRequest for the event

    @PR2-A-14.stopped-before @dut:utility @positive
    Scenario: A stop in one event takes nobody out of the next
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator creates event A, for economy, of 3 kW in 30 hours, for 30 minutes
      And the operator creates event B, for economy, of 4 kW at the end of event A, for 20 minutes
      And event A has begun
      When the customer stops the discharge at the PEV
      Then the PEV gives 4 kW in event B

    @PR2-A-14.one-of-a-customers-two @dut:utility @boundary
    Scenario: An opt-out of one PEV says nothing of another of the same customer
      Given the customer is enrolled with a second PEV at the same ESCI
      And both PEVs are connected
      And the operator creates an event of 2 kW for both in 2 hours, for 30 minutes
      And 1 minute passes
      When the customer opts out at the PEV
      Then the second PEV is asked all the same when the event begins, and the first is not

    @PR2-A-14.meter-of-each @dut:utility @boundary
    Scenario: Where the operator names no meter each PEV's request names the meter of its own connection
      Given a second customer is enrolled, with a PEV at the same ESCI
      And both PEVs are connected
      When the operator creates an event of 2 kW for both in 2 hours, for 30 minutes, and names no meter
      And the event starts
      Then each PEV is asked for energy at the meter where it is connected

    @PR2-A-14.meter-after-a-move @dut:utility @fault
    Scenario: Where the operator names no meter and the PEV moves, the meter is that of its new place
      Given a second premises of architecture S2
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator creates an event of 2 kW in 2 hours, for 30 minutes, and names no meter
      And 1 minute passes
      When the PEV moves to the second premises
      And the event starts
      Then the PEV is asked for energy at the meter of the second premises

    @PR2-A-14.begins-without-power @dut:utility @boundary
    Scenario: Where an event begins with a time without power nothing is asked for that time
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 2 hours, for 1 hour, the first 20 minutes of it without power
      And the event starts
      And 25 minutes pass
      Then the PEV has not been asked for anything of the first 20 minutes

    @PR2-A-14.class-of-event @dut:utility @positive
    Scenario: A request is of the class that its event was announced with
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of class RESERVE of 4 kW in 2 hours, for 1 hour
      When the event starts
      Then the utility has requested 4 kW for the whole event, naming class and meter

    @PR2-A-14.to-the-watt @dut:utility @boundary
    Scenario: A request is for the power of its event, to the watt
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4321 W in 2 hours, for 1 hour
      When the event starts
      Then the utility has requested 4321 W for the whole event, naming class and meter

    @PR2-A-14.passed-on @dut:esci @positive
    Scenario: The ESCI passes the request on unchanged
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of some power between 3 kW and 6 kW in 30 minutes, for 1 hour
      When the utility requests that power for 1 hour
      Then the ESCI passes the DispatchRequest on to the PEV unchanged
      And the ESCI passes the DispatchResponse on to the utility unchanged

    @PR2-A-14.passed-on-to-the-watt @dut:esci @boundary
    Scenario Outline: The ESCI passes a power of <power> on to the watt
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of <power> in 30 minutes, for 1 hour
      When the utility requests <power> for 1 hour
      Then the ESCI passes the DispatchRequest on to the PEV unchanged

      Examples:
        | id                                  | power  |
        | PR2-A-14.passed-on-to-the-watt.odd  | 4321 W |
        | PR2-A-14.passed-on-to-the-watt.more | 2999 W |

    @PR2-A-14.whole-day-at-esci @dut:esci @boundary
    Scenario: A request for the longest time that there is passes the ESCI
      Given the PEV is connected and has reported 30 kWh available at up to 6 kW
      And it has opted in to an event of 1 kW in 30 minutes, for 24 hours
      When the utility requests 1 kW for 24 hours
      Then the ESCI passes the DispatchRequest on to the PEV within 5 seconds

    @PR2-A-14.update-for-later @dut:esci @boundary
    Scenario: A change for later is passed on at once
      Given a discharge of 5 kW is under way
      When the utility changes the request to 3 kW in 5 minutes
      Then the ESCI passes the DispatchUpdate on to the PEV within 5 seconds

    @PR2-A-14.a-part-at-esci @dut:esci @positive
    Scenario: That a part is enough the PEV is told, and how much it gives the utility
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 8 kW for 1 hour, a part of it being enough
      Then the ESCI passes the DispatchRequest on to the PEV unchanged
      And the ESCI passes the DispatchResponse on to the utility unchanged

    @PR2-A-14.changed-for-both @dut:esci @boundary @if:evseCount=2
    Scenario: A change for each of two PEVs reaches each
      Given 2 PEVs at one ESCI have opted in to an event of 4 kW each in 2 hours, for 30 minutes
      And the utility requests as much of each as it last reported, at most 4 kW, for 30 minutes
      And 5 minutes pass
      When the utility changes the request to each PEV to 1500 W
      Then no more than 3100 W in total leaves the PEVs from 60 seconds later on

    @PR2-A-14.absent-pev @dut:esci @negative
    Scenario: A request for a PEV that is not there is answered by the ESCI
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the cable is unlocked
      And the cable is pulled
      When the utility requests 5 kW for 1 hour
      Then the ESCI answers it with E_NOT_READY

    @PR2-A-14.incomplete @dut:pev @negative
    Scenario Outline: A request without <what> is refused
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour but leaves out the <what>
      Then the PEV answers it with E_SCHEMA
      And no power leaves the PEV

      Examples:
        | id                           | what           |
        | PR2-A-14.incomplete.power    | power          |
        | PR2-A-14.incomplete.start    | start          |
        | PR2-A-14.incomplete.duration | duration       |
        | PR2-A-14.incomplete.class    | response class |
        | PR2-A-14.incomplete.meter    | metering point |

    @PR2-A-14.power @dut:pev @boundary
    Scenario Outline: <power> is a power that the PEV can give
      Given a PEV that discharges at no less than 1 kW
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests <power> for 1 hour
      Then the PEV accepts within its response class
      And the discharge reaches <power> within its response class and holds it for 10 minutes

      Examples:
        | id                       | power |
        | PR2-A-14.power.smallest  | 1 kW  |
        | PR2-A-14.power.greatest  | 6 kW  |

    @PR2-A-14.power-outside @dut:pev @boundary
    Scenario Outline: <power> is a power that the PEV cannot give
      Given a PEV that discharges at no less than 1 kW
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests <power> for 1 hour
      Then the PEV rejects the request with <code>
      And no power leaves the PEV

      Examples:
        | id                               | power  | code              |
        | PR2-A-14.power-outside.too-small | 999 W  | E_POWER_BELOW_MIN |
        | PR2-A-14.power-outside.too-great | 6001 W | E_POWER_EXCEEDS   |

    @PR2-A-14.second @dut:pev @positive
    Scenario: With the cable in as before a second event is served like the first
      Given a discharge of 5 kW for 30 minutes is under way
      And the event ends
      And it has opted in to an event of 4 kW in 30 minutes, for 30 minutes
      When the utility requests 4 kW for 30 minutes
      Then the PEV accepts within its response class

    @PR2-A-14.shortest @dut:pev @boundary
    Scenario: A request for one second is a request
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 second
      When the utility requests 5 kW for 1 second
      Then the PEV accepts within its response class
      And at least 0 Wh and at most 30 Wh are metered at the AC terminals by the end of the event, within meter accuracy

    @PR2-A-14.longest @dut:pev @boundary
    Scenario: A request for a whole day is a request
      Given the parameter P_MET_INT is 900
      And a PEV that discharges at no less than 300 W
      And the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 450 W in 26 hours, for 24 hours
      When the utility requests 450 W for 24 hours
      Then the PEV accepts within its response class
      And at least 10 kWh and at most 11 kWh are metered at the AC terminals by the end of the event, within meter accuracy

    @PR2-A-14.unknown-event @dut:pev @negative
    Scenario: A request for an event that the PEV never heard of is refused
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility requests 5 kW for 1 hour for an event it never announced
      Then the PEV rejects the request with E_UNKNOWN_EVENT
      And no power leaves the PEV

    @PR2-A-14.another-event @dut:pev @negative
    Scenario: A request for an unknown event is not taken for one of the event that is known
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour for an event it never announced
      Then the PEV rejects the request with E_UNKNOWN_EVENT
      And no power leaves the PEV

    @PR2-A-14.late @dut:pev @boundary
    Scenario: A request that comes after its start ends when it says, and not later
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the event starts
      And 20 minutes pass
      When the utility requests 5 kW for 1 hour
      Then the PEV accepts within its response class
      And at least 2.7 kWh and at most 3.4 kWh are metered at the AC terminals by the end of the event, within meter accuracy
      And the discharge of 5 kW ended with the event

    @PR2-A-14.twice @dut:pev @fault
    Scenario: A request that arrives twice is carried out once
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the next DispatchRequest from the utility is delivered twice
      And the utility requests 5 kW for 1 hour
      Then the PEV accepts within its response class
      And the PEV gives both deliveries the same answer
      And at least 4.5 kWh and at most 5 kWh are metered at the AC terminals by the end of the event, within meter accuracy

    @PR2-A-14.newer-revision @dut:pev @positive
    Scenario: A revision of a request before its start is what begins
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of some power between 4 kW and 6 kW in 30 minutes, for 1 hour
      And the utility has requested that power for 1 hour
      When the utility requests 3 kW for 1 hour in the next revision
      Then the PEV accepts within its response class
      And the discharge reaches 3 kW within its response class and holds it for 10 minutes

    @PR2-A-14.older-revision @dut:pev @negative
    Scenario: A revision that was overtaken changes nothing
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of some power between 4 kW and 6 kW in 30 minutes, for 1 hour
      And the utility has requested that power for 1 hour in revision 2
      When revision 1 of the request comes late, asking for 3 kW
      Then the PEV rejects what came late with E_STALE
      And once the event has started the discharge is at that power

  @PR2-A-15 @must @utility @pev @source:L88
  Rule: A request never asks for more power or energy than the PEV reported

    The utility keeps the sum of power over time within the energy last reported. The PEV checks for itself and refuses
    what does not fit with an offer that would; giving less without a word is allowed only where the request says that
    a part is enough and the answer says how much (D15). Energy counts at the AC terminals (D11).

    @PR2-A-15.exact @dut:pev @boundary
    Scenario: Exactly all that is available is accepted
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event 30 hours ahead, from 18:00, for 2 hours, of 5 kW
      When the utility requests 5 kW for 2 hours
      Then the PEV accepts within its response class
      And at least 9.1 kWh and at most 10 kWh are metered at the AC terminals by 20:00, within meter accuracy
      And its state of charge never falls below the customer's floor

    @PR2-A-15.one-watt-hour-more @dut:pev @boundary
    Scenario: One watt-hour more is refused with an offer that fits
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event 30 hours ahead, from 18:00, for 2 hours, of 5 kW
      When the utility requests 5256 W for 6850 seconds
      Then the PEV rejects the request with E_ENERGY_EXCEEDS_AVAILABLE
      And its counter-offer is at most 10 kWh and at most 6 kW
      And no power leaves the PEV

    @PR2-A-15.too-much-power @dut:pev @negative
    Scenario: More power than reported is refused with an offer that fits
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 7 kW for 1 hour
      Then the PEV rejects the request with E_POWER_EXCEEDS
      And its counter-offer is at most 10 kWh and at most 6 kW
      And no power leaves the PEV

    @PR2-A-15.offer-taken @dut:pev @positive
    Scenario Outline: What it offers in place of too much <what> it gives when it is asked for that
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 2 hours
      And the utility has requested <power> for <duration> and got an offer instead
      When the utility requests what was offered
      Then the PEV accepts within its response class
      And the discharge is at the power that it offered

      Examples:
        | id                          | what   | power | duration |
        | PR2-A-15.offer-taken.power  | power  | 7 kW  | 1 hour   |
        | PR2-A-15.offer-taken.energy | energy | 6 kW  | 2 hours  |

    @PR2-A-15.part @dut:pev @positive
    Scenario: Where a part is enough the PEV says how much it gives, and gives that
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 8 kW for 1 hour, a part of it being enough
      Then the PEV accepts a part of at most 6 kW, or refuses with an offer of at most that
      And the discharge is at the part that it accepted, or does not take place

    @PR2-A-15.part-of-energy @dut:pev @positive
    Scenario: Where a part of the energy is enough the PEV gives the power that it accepted
      Given the PEV is connected and has reported 4 kWh available at up to 6 kW
      And it has opted in to an event of 2 kW in 30 minutes, for 1 hour
      When the utility requests 6 kW for 1 hour, a part of it being enough
      Then the PEV accepts a part of at most 6 kW, or refuses with an offer of at most that
      And the discharge is at the part that it accepted, or does not take place

    @PR2-A-15.later-interval @dut:pev @negative
    Scenario: The energy of the whole event counts, not that of its first power alone
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event in 30 minutes of 30 minutes each at 2 kW, 6 kW and 6 kW
      And the charge of the PEV has fallen to 5 kWh above the floor
      When the utility requests 2 kW for 90 minutes
      Then the PEV rejects the request with E_ENERGY_EXCEEDS_AVAILABLE
      And no power leaves the PEV

    @PR2-A-15.each-power @dut:pev @boundary
    Scenario: Each power of an event counts for its own time alone
      Given the PEV is connected and has reported 8 kWh available at up to 6 kW
      When the utility announces an event in 30 minutes of 30 minutes each at 2 kW, 6 kW and 6 kW
      Then the PEV answers it with the decision OPT_IN

    @PR2-A-15.pause @dut:pev @boundary
    Scenario: A pause between two powers of an event takes no energy
      Given the PEV is connected and has reported 7 kWh available at up to 6 kW
      When the utility announces an event in 30 minutes of 30 minutes each at 6 kW, 0 W and 6 kW
      Then the PEV answers it with the decision OPT_IN
      When the utility requests 6 kW for 90 minutes
      Then the PEV accepts within its response class

    @PR2-A-15.free-again @dut:pev @positive
    Scenario Outline: What was promised to an event that <why> is free for another
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 6 kW in 4 hours, for 1 hour
      And <what>
      When the utility announces an event of 6 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_IN

      Examples:
        | id                           | why                    | what                           |
        | PR2-A-15.free-again.left     | the customer has left  | the customer opts out at the PEV |
        | PR2-A-15.free-again.canceled | was called off         | the utility cancels the event  |

    @PR2-A-15.third-event @dut:pev @negative
    Scenario: What is promised to two events is promised to neither a third
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to event A, for reliability, of 4 kW in 4 hours, for 1 hour
      And it has opted in to event B, for reliability, of 4 kW in 6 hours, for 1 hour
      When the utility announces an event of 4 kW in 8 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_ENERGY_EXCEEDS_AVAILABLE

    @PR2-A-15.given @dut:pev @boundary
    Scenario: What an event was given is no longer kept for it
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to event A, for reliability, of 4 kW in 30 minutes, for 2 hours
      And event A is under way
      And 1 hour passes
      When the utility announces an event of 1500 W in 3 hours, for 1 hour
      Then the PEV answers it with the decision OPT_IN

    @PR2-A-15.part-not-allowed @dut:pev @negative
    Scenario: Where a part is not enough the PEV gives nothing
      Given the PEV is connected and has reported 4 kWh available at up to 6 kW
      And it has opted in to an event of 2 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_ENERGY_EXCEEDS_AVAILABLE
      And its counter-offer is at most 4 kWh and at most 6 kW
      And no power leaves the PEV

    @PR2-A-15.at-the-floor @dut:pev @boundary
    Scenario: At the customer's floor nothing is available, and the offer is zero
      Given the PEV is connected and has reported 4 kWh available at up to 6 kW
      And it has opted in to an event of 2 kW in 30 minutes, for 1 hour
      And the charge of the PEV has fallen to 0 Wh above the floor
      When the utility requests 2 kW for 1 hour
      Then the PEV rejects the request with E_ENERGY_EXCEEDS_AVAILABLE
      And its counter-offer is at most 0 Wh and at most 0 W
      And no power leaves the PEV

    @PR2-A-15.below-the-floor @dut:pev @boundary
    Scenario: Below a floor that the customer has raised nothing is available either
      Given the PEV is connected and has reported 4 kWh available at up to 6 kW
      And it has opted in to an event of 2 kW in 30 minutes, for 1 hour
      And the customer sets the floor to 90 %
      When the utility requests 2 kW for 1 hour
      Then the PEV rejects the request with E_ENERGY_EXCEEDS_AVAILABLE
      And its counter-offer is at most 0 Wh and at most 0 W

    @PR2-A-15.charge-fell @dut:pev @fault
    Scenario: The PEV counts what it has now, not what it once reported
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 2 hours
      And the charge of the PEV has fallen to 4 kWh above the floor
      When the utility requests 5 kW for 2 hours
      Then the PEV rejects the request with E_ENERGY_EXCEEDS_AVAILABLE
      And its counter-offer is at most 4 kWh and at most 6 kW

    @PR2-A-15.promised @dut:pev @negative
    Scenario: What is promised to one event is not available to another
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 6 kW in 30 hours, for 1 hour
      And it has opted in to an event of 3 kW in 26 hours, for 1 hour
      When the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_ENERGY_EXCEEDS_AVAILABLE
      And its counter-offer is at most 4 kWh and at most 6 kW

    @PR2-A-15.passed @dut:pev @positive
    Scenario: What was promised to an event that passed without a request is available again
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 2 hours
      And 5 hours pass
      When the utility announces an event of 5 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_IN
      When the utility requests 5 kW for 1 hour
      Then the PEV accepts within its response class

    @PR2-A-15.within-report @dut:utility @positive
    Scenario: The utility asks for no more than was reported
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event 30 hours ahead, from 18:00, for 2 hours, of 5 kW
      When the event starts
      Then the utility requests at most 10 kWh and at most 6 kW
      And no request is above what the PEV last reported

    @PR2-A-15.stale @dut:utility @fault
    Scenario: What was available an hour ago is not available now
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event 30 hours ahead, from 18:00, for 2 hours, of 5 kW
      And the charge of the PEV has fallen to 4 kWh above the floor
      When the event starts
      Then the utility requests at most 4 kWh and at most 6 kW
      And no request is above what the PEV last reported

    @PR2-A-15.fell-unheard @dut:utility @fault
    Scenario: The utility asks anew before it requests, since a report may have been lost
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event 30 hours ahead, from 18:00, for 2 hours, of 5 kW
      And the link between PEV and ESCI is cut
      And the charge of the PEV has fallen to 4 kWh above the floor
      And 5 minutes pass
      And the link between PEV and ESCI is mended
      When the event starts
      Then the utility requests at most 4 kWh and at most 6 kW

    @PR2-A-15.derated @dut:utility @negative
    Scenario: A PEV that can give less power than before is asked for less
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event 30 hours ahead, from 18:00, for 1 hour, of 5 kW
      And the EVSE can pass no more than 3 kW
      When the event starts
      Then the utility requests at most 10 kWh and at most 3 kW
      And no request is above what the PEV last reported

    @PR2-A-15.two-events @dut:utility @boundary
    Scenario Outline: Two events share the same energy
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event 30 hours ahead, from 18:00, for 1 hour, of 5 kW
      And a second event of <second> begins an hour later the same evening
      When both events have ended
      Then the requests of both events come to at most 10 kWh

      Examples:
        | id                             | second |
        | PR2-A-15.two-events.2kWh       | 2 kWh  |
        | PR2-A-15.two-events.all-of-it  | 6 kWh  |

    @PR2-A-15.at-once @dut:utility @fault
    Scenario: Two events at the same time share what is left
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator creates event A, of priority 5, of 3 kW in 30 hours, for 2 hours
      And the operator creates event B, of priority 5, of 2 kW in 30 hours, for 2 hours
      And the charge of the PEV has fallen to 5 kWh above the floor
      When event A has begun
      Then the requests of both events come to at most 5 kWh

    @PR2-A-15.to-the-watt @dut:utility @boundary
    Scenario: What is left is not rounded up
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 2 hours
      And the charge of the PEV has fallen to 4050 Wh above the floor
      When the event starts
      Then the utility requests at most 4050 Wh and at most 6 kW

    @PR2-A-15.each-its-own @dut:utility @boundary
    Scenario: Each of two PEVs is asked for no more than it has itself
      Given 2 PEVs with 10 kWh available at up to 6 kW each are connected
      And the operator creates an event of 4 kW for both in 2 hours, for 1 hour
      And 1 minute passes
      And the charge of the second PEV has fallen to 1 kWh above the floor
      When the event starts
      And 2 minutes pass
      Then the second PEV is asked for at most 1 kWh, and the first for 4 kW

    @PR2-A-15.no-fresh-report @dut:utility @fault
    Scenario: Without a fresh report nothing is asked
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 10 minutes
      When reports reach the utility no more
      And the event starts
      Then the utility has sent no DispatchRequest for the event

    @PR2-A-15.report-of-a-minute-ago @dut:utility @boundary
    Scenario: A report from half a minute before the event is no fresh one
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 10 minutes
      When it is 30 seconds before the event
      And reports reach the utility no more
      And the event starts
      Then the utility has sent no DispatchRequest for the event

    @PR2-A-15.report-of-old-figures @dut:utility @fault
    Scenario: A report that comes just before the event with figures of half a minute ago is no fresh one
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 30 minutes
      And the link between PEV and ESCI is cut
      When it is 4 seconds before the event
      And the PEV's report of what it had 30 seconds ago comes to the utility
      And the event starts
      Then the utility has sent no DispatchRequest for the event

    @PR2-A-15.report-of-something-else @dut:utility @boundary
    Scenario: A report that came half a minute before the event, for another reason, is no fresh one
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 10 minutes
      When it is 35 seconds before the event
      And the EVSE can pass no more than 5 kW
      And 5 seconds pass
      And reports reach the utility no more
      And the event starts
      Then the utility has sent no DispatchRequest for the event

    @PR2-A-15.derated-during @dut:utility @negative
    Scenario: A PEV that can give less power than before in mid-event is asked for less
      Given a discharge of 5 kW for 30 minutes is under way
      When the EVSE can pass no more than 3 kW
      Then the utility sends a DispatchUpdate within 20 seconds:
        | dischargePowerW | at most 3000 |

    @PR2-A-15.later-stretch @dut:utility @negative
    Scenario: A later stretch, too, is asked for no more than what is left for it
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 2 kW in 2 hours, for 1 hour, with 6 kW in its second half
      And the event starts
      When the charge of the PEV has fallen to 2 kWh above the floor
      And 35 minutes pass
      Then no request is above what the PEV last reported

    @PR2-A-15.overtaken-report @dut:utility @fault
    Scenario: A report that a younger one has overtaken raises nothing
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 30 minutes
      And the event starts
      And 5 minutes pass
      And the next AvailabilityReport from the ESCI takes 5 minutes
      And the EVSE can pass no more than 4 kW
      When the EVSE can pass no more than 2 kW
      And 10 minutes pass
      Then no request is above what the PEV last reported

    @PR2-A-15.partial-answer @dut:utility @boundary
    Scenario: Who takes part with less than was asked is held to that, whatever it reports later
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator creates an event of 6 kW in 2 hours, for 2 hours, of which a part will do
      And 1 minute passes
      When the charge of the PEV has risen to 14 kWh above the floor
      And the event starts
      Then the utility requests at most 10 kWh and at most 5 kW

    @PR2-A-15.raised-unheard @dut:utility @fault
    Scenario: What has flowed since the last report is not asked for a second time
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 30 minutes, for 145 minutes
      And the event starts
      And 10 minutes pass
      When reports reach the utility no more
      And 1 hour passes
      And the operator changes the request to 5 kW
      And 1 minute passes
      Then no request is above what the PEV last reported

    @PR2-A-15.raised-after-a-restart @dut:utility @fault
    Scenario: Nor is it after a restart of the utility
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 30 minutes, for 145 minutes
      And the event starts
      And 10 minutes pass
      When reports reach the utility no more
      And 1 hour passes
      And the utility restarts
      And the operator changes the request to 5 kW
      And 1 minute passes
      Then no request is above what the PEV last reported


    @PR2-A-15.shrinks @dut:utility @fault
    Scenario: When the battery loses charge during the event, less is asked
      Given a discharge of 4 kW is under way
      When the battery loses 13 kWh of charge
      Then the utility sends a DispatchUpdate within 20 seconds:
        | dischargePowerW | at most 3300 |

  @PR2-A-16 @must @esci @pev @source:L88
  Rule: The energy that a PEV gives is measured and reported as it flows

    The party at the metering point keeps a register of delivered energy that never goes back and reports it with the
    signed power at the beginning, at least every reporting interval and at the end of a discharge; energy taken from
    the grid is not delivered energy (D14). Telemetry is signed: minus is discharge. Whatever is wrong with a meter, what is
    told as measured is right, the rest is called an estimate. The meters of PEV and EVSE should agree within 3 % and
    50 Wh.

    @PR2-A-16.discharge @dut:pev @positive
    Scenario: The PEV reports its register while it discharges
      Given a discharge of 5 kW is under way
      When 30 minutes pass
      Then the PEV reports power and registers at least every reporting interval
      And the energy it reports is the energy that flowed

    @PR2-A-16.much @dut:pev @boundary
    Scenario: A register that has gone far goes on
      Given the parameter P_MET_INT is 300
      And a PEV of 220 kWh with 90 % charge and a floor of 30 %
      And a PEV limited to 22 kW
      And an EVSE limited to 22 kW
      And a cordset of 100 A
      And the PEV is connected
      And it has opted in to an event of 22 kW in 30 minutes, for 200 minutes
      When the utility requests 22 kW for 200 minutes
      And the event ends
      Then the PEV has reported power and registers at least every reporting interval
      And the energy it reported is the energy that flowed

    @PR2-A-16.standby @dut:pev @boundary
    Scenario: At 0 W the register stands still and is still reported
      Given a discharge of 5 kW is under way
      And the utility has changed the request to 0 W
      When 10 minutes pass
      Then the PEV reports power and registers at least every reporting interval
      And the energy it reports is the energy that flowed

    @PR2-A-16.import @dut:pev @negative
    Scenario: Energy taken while charging is not counted as delivered
      Given a discharge of 5 kW for 30 minutes is under way
      And the customer wants 2 kWh more than the event leaves, by 3 hours after it
      When the event ends
      And 3 hours pass
      Then the PEV has charged and its register of delivered energy has stood still since the event

    @PR2-A-16.again @dut:pev @boundary
    Scenario: In a second event the register goes on from where it stood, whatever was charged in between
      Given a discharge of 5 kW is under way
      And the customer wants 2 kWh more than the event leaves, by 3 hours after it
      And the event ends
      And 3 hours pass
      And the cable is pulled
      And the cable goes in again
      And it has opted in to an event of 3 kW in 30 minutes, for 15 minutes
      When the utility requests 3 kW for 15 minutes
      And the event ends
      Then the PEV has reported power and registers at least every reporting interval
      And the energy it reported is the energy that flowed

    @PR2-A-16.meter @dut:esci @positive
    Scenario: The ESCI's meter follows a discharge from its beginning to its end
      Given a discharge of 5 kW is under way
      When the event ends
      Then the ESCI has reported power and registers at least every reporting interval
      And the energy it reported is the energy that flowed

    @PR2-A-16.meter-of-another-grid @dut:esci @boundary
    Scenario: Voltage and frequency in the ESCI's telemetry are those of the moment
      Given a discharge of 3 kW is under way
      And 3 minutes pass
      And the grid returns with 95 % of its voltage
      And 3 minutes pass
      And the grid returns at 59.7 Hz
      When the event ends
      Then the ESCI has reported power and registers at least every reporting interval

    @PR2-A-16.charge-as-it-falls @dut:esci @boundary
    Scenario: A charge in the ESCI's telemetry is one that the PEV has told lately
      Given a discharge of 5 kW for 90 minutes is under way
      When the event ends
      Then the ESCI has reported power and registers at least every reporting interval

    @PR2-A-16.meter-of-each @dut:esci @boundary @if:evseCount=2
    Scenario: With two PEVs that give unlike powers each meter shows what flows at its own
      Given 2 PEVs at one ESCI have opted in to an event of 3 kW each in 2 hours, for 10 minutes
      When the utility requests 3 kW of the first PEV and 2 kW of the second, for 10 minutes
      Then the ESCI sends an EnergyTelemetry within 70 seconds:
        | quality | MEASURED |

    @PR2-A-16.meter-little @dut:esci @boundary
    Scenario: The ESCI's meter follows a small power as well
      Given a discharge of 700 W is under way
      When the event ends
      Then the ESCI has reported power and registers at least every reporting interval
      And the energy it reported is the energy that flowed

    @PR2-A-16.meter-standby @dut:esci @boundary
    Scenario: The ESCI's meter goes on reporting at 0 W
      Given a discharge of 5 kW is under way
      And the utility has changed the request to 0 W
      When 10 minutes pass
      Then the ESCI has reported power and registers at least every reporting interval
      And the energy it reported is the energy that flowed

    @PR2-A-16.meter-import @dut:esci @negative
    Scenario: The ESCI's meter keeps import apart from export
      Given a discharge of 5 kW for 30 minutes is under way
      And the customer wants 2 kWh more than the event leaves, by 3 hours after it
      When the event ends
      And 3 hours pass
      Then the delivered energy in the event's report is what left the PEV, whatever it charged afterwards

    @PR2-A-16.meter-import-between @dut:esci @negative
    Scenario: What the PEV charges between two events does not count as delivered in the second
      Given a discharge of 5 kW for 30 minutes is under way
      And the customer wants 2 kWh more than the event leaves, by 3 hours after it
      And the event ends
      And 3 hours pass
      And it has opted in to an event of 1 kW in 30 minutes, for 10 minutes
      And the utility requests 1 kW for 10 minutes
      When the event ends
      And 1 minute passes
      Then the delivered energy in the event's report is what left the PEV, whatever it charged afterwards

    @PR2-A-16.meter-again @dut:esci @boundary
    Scenario: With a PEV that comes again the ESCI's register goes on from where it stood
      Given a discharge of 5 kW for 5 minutes is under way
      And the event ends
      And 1 minute passes
      And the cable is pulled
      And 10 seconds pass
      And the cable goes in again
      And 1 minute passes
      And it has opted in to an event of 3 kW in 30 minutes, for 5 minutes
      And the utility requests 3 kW for 5 minutes
      When the event ends
      Then the ESCI has reported power and registers at least every reporting interval
      And the energy it reported is the energy that flowed

    @PR2-A-16.long-in-use @dut:esci @boundary
    Scenario Outline: A meter that has counted <counted> goes on as it should
      Given the EVSE's terminals have counted <counted> before
      And a discharge of 5 kW for 5 minutes is under way
      When the event ends
      Then the ESCI has reported power and registers at least every reporting interval
      And the energy it reported is the energy that flowed
      And the delivered energy in the event's report is what left the PEV, whatever it charged afterwards

      # Sixteen bits of watt-hours, five digits of them, and thirty-two bits of joules with and without a sign.
      Examples:
        | id                            | counted    |
        | PR2-A-16.long-in-use.sixteen  | 65.4 kWh   |
        | PR2-A-16.long-in-use.digits   | 99.9 kWh   |
        | PR2-A-16.long-in-use.signed   | 596.3 kWh  |
        | PR2-A-16.long-in-use.unsigned | 1192.9 kWh |

    @PR2-A-16.agree @dut:pev @boundary @should
    Scenario: The PEV's meter should tell what the EVSE's tells
      Given a discharge of 5 kW is under way
      When the event ends
      Then the meters of PEV and ESCI should agree on the energy

    @PR2-A-16.esci-agree @dut:esci @boundary @should
    Scenario: The EVSE's meter should tell what the PEV's tells
      Given a discharge of 5 kW is under way
      When the event ends
      Then the meters of PEV and ESCI should agree on the energy

    @PR2-A-16.trouble @dut:esci @fault
    Scenario Outline: A meter that <trouble> makes no false energy
      Given a discharge of 5 kW is under way
      And 10 minutes later the ESCI's meter <trouble>
      And the meter is in order again 5 minutes later
      When the event ends
      Then whatever the ESCI tells of the energy is right or called an estimate
      And the ESCI has reported power and registers at least every reporting interval
      And the meters of PEV and ESCI should agree on the energy

      Examples:
        | id                         | trouble                  |
        | PR2-A-16.trouble.gap       | loses its readings       |
        | PR2-A-16.trouble.stuck     | shows the same for ever  |
        | PR2-A-16.trouble.zero      | shows that nothing flows |
        | PR2-A-16.trouble.rollover  | begins its register anew |

    @PR2-A-16.trouble-in-a-change @dut:esci @fault
    Scenario Outline: A meter that <trouble> while the power changes makes no false energy
      Given a discharge of 5 kW is under way
      And 10 minutes later the ESCI's meter <trouble>
      And the utility has changed the request to 1500 W
      And 20 minutes pass
      When the event ends
      Then whatever the ESCI tells of the energy is right or called an estimate
      And the ESCI has reported power and registers at least every reporting interval

      Examples:
        | id                                  | trouble                 |
        | PR2-A-16.trouble-in-a-change.gap    | loses its readings      |
        | PR2-A-16.trouble-in-a-change.stuck  | shows the same for ever |

    @PR2-A-16.trouble-in-charging @dut:esci @fault
    Scenario: A meter that counts import as export between two events makes no false energy of it
      Given a discharge of 5 kW for 30 minutes is under way
      And the customer wants 2 kWh more than the event leaves, by 3 hours after it
      And the event ends
      And 1 minute later the ESCI's meter counts import as export
      And the meter is in order again 3 hours later
      And it has opted in to an event of 1 kW in 30 minutes, for 10 minutes
      And the utility requests 1 kW for 10 minutes
      When the event ends
      Then whatever the ESCI tells of the energy is right or called an estimate
      And the delivered energy in the event's report is what left the PEV, whatever it charged afterwards
