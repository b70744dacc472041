@PR2-A @step-7
Feature: Step 7: the PEV discharges to the active grid, confirms, and follows changes

  What counts is what flows: an answer that says yes while the meter shows nothing is not a discharge.
  The grid is active while its voltage and frequency stay where a generator may be in service (D18).

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-A-17 @must @pev @source:L92
  Rule: The PEV discharges what was requested, and only to a grid that is active

    Once at power the export stays within tolerance of the request, nothing is imported, and on a grid whose voltage or
    frequency is out of range no power flows; after an excursion the PEV waits until it may enter service again.

    @PR2-A-17.step @dut:pev @positive
    Scenario: The requested power flows for the whole event
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 2 hours
      When the utility requests 5 kW for 2 hours
      Then the discharge reaches 5 kW within its response class and holds it for 115 minutes
      And at least 9.1 kWh and at most 10 kWh are metered at the AC terminals by the end of the event, within meter accuracy

    @PR2-A-17.intervals @dut:pev @positive
    Scenario: An event of several powers is followed from one to the next
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event in 30 minutes of 20 minutes each at some power between 4 kW and 6 kW, some power between 1 kW and 3 kW and some power between 3 kW and 5 kW
      When the utility requests the first power and sends each later one ahead
      Then the discharge follows each power of the event within its response class

    @PR2-A-17.no-import @dut:pev @negative
    Scenario: A PEV that would rather charge does not charge while it discharges
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of some power between 2 kW and 4 kW in 30 minutes, for 1 hour
      And the customer wants 4 kWh more than the event leaves, by 5 hours after it
      When the utility requests that power for 1 hour
      Then the discharge reaches that power within its response class and holds it for 50 minutes
      And nothing is imported during the event

    @PR2-A-17.smallest @dut:pev @boundary
    Scenario: The smallest power that it can give is held like any other
      Given a PEV that discharges at no less than 1 kW
      And the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 1 kW in 30 minutes, for 1 hour
      When the utility requests 1 kW for 1 hour
      Then the discharge reaches 1 kW within its response class and holds it for 50 minutes

    @PR2-A-17.grid-out @dut:pev @negative
    Scenario Outline: Nothing is discharged to a grid <how>
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the grid is at <voltage> of its voltage and <frequency>
      When the utility requests 5 kW for 1 hour
      And the event starts
      Then no power leaves the PEV

      Examples:
        | id                              | how                    | voltage | frequency                  |
        | PR2-A-17.grid-out.low-voltage   | below its voltage      | 80 %    | its own frequency          |
        | PR2-A-17.grid-out.high-voltage  | above its voltage      | 115 %   | its own frequency          |
        | PR2-A-17.grid-out.low-frequency | below its frequency    | 100 %   | 3.5 Hz below its frequency |

    @PR2-A-17.just-out @dut:pev @boundary
    Scenario Outline: Nothing is discharged to a grid that is just <where>
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the grid returns <where>
      When the utility requests 5 kW for 1 hour
      And the event starts
      Then no power leaves the PEV

      Examples:
        | id                              | where                        |
        | PR2-A-17.just-out.low-frequency | 0.1 Hz below its window      |
        | PR2-A-17.just-out.high-frequency | 0.1 Hz above its window     |

    @PR2-A-17.voltage-just-out @dut:pev @boundary
    Scenario Outline: Nothing is discharged to a grid with a little too <which> voltage
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the grid returns with 2 % of its voltage too <which>
      When the utility requests 5 kW for 1 hour
      And the event starts
      Then no power leaves the PEV

      Examples:
        | id                             | which  |
        | PR2-A-17.voltage-just-out.low  | little |
        | PR2-A-17.voltage-just-out.high | much   |

    @PR2-A-17.grid-out-since @dut:pev @fault
    Scenario: A grid that went out of range after the request was accepted is given nothing at the start
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility has requested 5 kW for 1 hour
      And the grid goes to 80 % of its voltage and its own frequency
      When the event starts
      Then no power leaves the PEV

    @PR2-A-17.grid-leaves @dut:pev @fault
    Scenario: A grid that goes out of range ends the discharge, with a notice
      Given a discharge of 5 kW is under way
      When the grid goes to 80 % of its voltage and its own frequency
      Then the discharge ends within 3 seconds
      And the PEV gives notice of the end with reason GRID within 5 seconds

    @PR2-A-17.out-at-rest @dut:pev @fault
    Scenario: A grid that goes out of range while the PEV stands by is given nothing afterwards
      Given a discharge of 5 kW is under way
      And the utility has changed the request to 0 W
      And the grid goes to 80 % of its voltage and its own frequency
      And 1 minute passes
      When the utility changes the request to 4 kW
      Then no power leaves the PEV

    @PR2-A-17.grid-leaves-by-a-little @dut:pev @boundary
    Scenario Outline: A grid that leaves its window by a little ends the discharge as well, <how>
      Given a discharge of 5 kW is under way
      When the grid returns <where>
      Then the discharge ends within 3 seconds

      Examples:
        | id                                               | how              | where                              |
        | PR2-A-17.grid-leaves-by-a-little.low-voltage     | too low          | with 2 % of its voltage too little |
        | PR2-A-17.grid-leaves-by-a-little.high-voltage    | too high         | with 2 % of its voltage too much   |
        | PR2-A-17.grid-leaves-by-a-little.low-frequency   | too slow         | 0.1 Hz below its window            |
        | PR2-A-17.grid-leaves-by-a-little.high-frequency  | too fast         | 0.1 Hz above its window            |

    @PR2-A-17.short-dip @dut:pev @boundary
    Scenario: A dip that is over at once is ridden through
      Given a discharge of some power between 3 kW and 6 kW is under way
      When the grid dips to 80 % of its voltage for 500 milliseconds
      Then the discharge stays at that power for 10 minutes

    @PR2-A-17.re-entry @dut:pev @fault
    Scenario: After an excursion the PEV is not in service before its delay has passed
      Given a discharge of 5 kW is under way
      And the grid goes to 80 % of its voltage and its own frequency
      And 1 minute passes
      And the grid is back to normal
      When the utility asks for the availability
      Then the PEV reports that it is not ready, and until when
      And no power leaves the PEV

    @PR2-A-17.re-entry-at-last @dut:pev @boundary
    Scenario: Ten seconds before its delay is over it is still not in service
      Given a discharge of 5 kW is under way
      And the grid goes to 80 % of its voltage and its own frequency
      And 1 minute passes
      And the grid is back to normal
      And all but 10 seconds of the delay before re-entry pass
      When the utility asks for the availability
      Then the PEV reports that it is not ready, and until when

    @PR2-A-17.re-entry-anew @dut:pev @fault
    Scenario: A second excursion begins the delay anew
      Given a discharge of 5 kW is under way
      And the grid goes to 80 % of its voltage and its own frequency
      And 1 minute passes
      And the grid is back to normal
      And 60 % of the delay before re-entry pass
      And the grid goes to 80 % of its voltage and its own frequency
      And 10 seconds pass
      And the grid is back to normal
      And 60 % of the delay before re-entry pass
      When the utility asks for the availability
      Then the PEV reports that it is not ready, and until when

  @PR2-A-18 @must @pev @source:L92
  Rule: The PEV answers each request, and confirms with a measured power once it is there

    Two messages: an answer within the time of the class, and a confirmation when the measured power has entered the
    tolerance band (D17). A confirmation that runs ahead of the power is false; one that is lost is sent again.

    @PR2-A-18.confirmed @dut:pev @positive
    Scenario: The confirmation follows the power, with what was measured
      Given events and requests have long names, in capitals and small letters
      And the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of some power between 3 kW and 6 kW in 30 minutes, for some duration between 40 minutes and 90 minutes
      When the utility requests that power for that duration
      Then the PEV accepts within its response class
      And the PEV confirms that power within its time once the power is there, and not before

    @PR2-A-18.change @dut:pev @positive
    Scenario: A change is confirmed once its power is there
      Given a discharge of 3 kW is under way
      When the utility changes the request to 5 kW
      Then the PEV accepts within its response class
      And the PEV confirms 5 kW within its time once the power is there, and not before

    @PR2-A-18.change-to-less @dut:pev @positive
    Scenario: A change to less is confirmed in the same time
      Given a discharge of 5 kW is under way
      When the utility changes the request to 2 kW
      Then the PEV accepts within its response class
      And the PEV confirms 2 kW within its time once the power is there, and not before

    @PR2-A-18.slow-ramp @dut:pev @negative @if:responseClasses=SCHEDULED
    Scenario: While a slow ramp lasts nothing is confirmed
      Given the parameter P_RAMP is 1
      And the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 6 kW in 30 minutes, for 1 hour
      When the utility requests 6 kW for 1 hour
      Then the PEV confirms 6 kW within its time once the power is there, and not before

    @PR2-A-18.not-there @dut:pev @negative
    Scenario: A power that it cannot reach is never confirmed
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility has requested 5 kW for 1 hour
      When the EVSE can pass no more than 2 kW
      And the event starts
      Then the PEV never confirms 5 kW
      And the PEV says that it gives less

    @PR2-A-18.lost @dut:pev @fault
    Scenario: A confirmation that is lost is sent again under the same id
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the next 3 DispatchConfirmations from the PEV are lost
      When the utility requests 5 kW for 1 hour
      Then each DispatchConfirmation that was lost is sent again with the same id

    @PR2-A-18.unanswered @dut:pev @fault
    Scenario: A confirmation that nobody answers is repeated three times and no more
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility leaves every DispatchConfirmation unanswered
      When the utility requests 5 kW for 1 hour
      Then each DispatchConfirmation is sent four times with the same id

  @PR2-A-19 @must @pev @esci @source:L63 @source:L93
  Rule: The times of the declared response class are met, and other classes refused

    The use case leaves the response time blank. It is filled by five classes, each with its times for the answer, for
    the first movement and for the full power (D16); the device says which of them it keeps and is held to those.
    t0 is the later of the receipt and the start, so what the links take before is nobody's. Utility and PEV meet
    through the ESCI, so what the ESCI adds counts. A PEV that has reported that it is not yet in service is not judged.

    @PR2-A-19.scheduled @dut:pev @positive @if:responseClasses=SCHEDULED
    Scenario: SCHEDULED: moving within 30 s of the start, there within 300 s
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of some power between 3 kW and 6 kW in 30 minutes, for 1 hour
      When the utility requests that power for 1 hour with class SCHEDULED
      Then the PEV accepts within its response class
      And the discharge reaches that power within its response class and holds it for 10 minutes

    @PR2-A-19.reserve @dut:pev @positive @if:responseClasses=RESERVE
    Scenario: RESERVE: moving within 2 minutes, there within 10 minutes, for a quarter of an hour
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of class RESERVE of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour with class RESERVE
      Then the PEV accepts within its response class
      And the discharge reaches 5 kW within its response class and holds it for 25 minutes

    @PR2-A-19.emergency @dut:pev @positive @if:responseClasses=EMERGENCY
    Scenario: EMERGENCY: moving within 10 s, there within 60 s
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of class EMERGENCY of 5 kW in 2 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour with class EMERGENCY
      Then the PEV accepts within its response class
      And the discharge reaches 5 kW within its response class and holds it for 10 minutes

    @PR2-A-19.fast @dut:pev @positive @if:responseClasses=FAST
    Scenario: FAST: moving within 10 s, there within 30 s, for a quarter of an hour
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of class FAST of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour with class FAST
      Then the PEV accepts within its response class
      And the discharge reaches 5 kW within its response class and holds it for 15 minutes

    @PR2-A-19.regulation @dut:pev @positive @if:responseClasses=REGULATION
    Scenario: REGULATION: twenty changes of power, nearly all of them met within 4 s
      Given the parameter P_RAMP is 100
      And a discharge of 5 kW of class REGULATION is under way
      When the utility changes the power 20 times, 30 seconds apart, between 2 kW and 6 kW
      Then at least 95 % of the changes are met within the response class

    @PR2-A-19.all-power @dut:pev @boundary
    Scenario Outline: <class>: all its power is there in the same time
      Given a PEV limited to 11 kW
      And an EVSE limited to 11 kW
      And a cordset of 60 A
      And the PEV is connected and has reported 12 kWh available at up to 11 kW
      And it has opted in to an event of class <class> of 11 kW in 30 minutes, for 30 minutes
      When the utility requests 11 kW for 30 minutes with class <class>
      Then the discharge reaches 11 kW within its response class and holds it for 5 minutes

      @if:responseClasses=SCHEDULED
      Examples:
        | id | class |
        | PR2-A-19.all-power.scheduled | SCHEDULED |

      @if:responseClasses=EMERGENCY
      Examples:
        | id | class |
        | PR2-A-19.all-power.emergency | EMERGENCY |

      @if:responseClasses=FAST
      Examples:
        | id | class |
        | PR2-A-19.all-power.fast | FAST |

    @PR2-A-19.late-links @dut:pev @fault
    Scenario Outline: <class>: over slow and fitful links twenty changes count from when they arrive, and nearly all are met
      Given the parameter P_RAMP is 100
      And the parameter P_MET_INT is 300
      And the parameter P_MET_INT_REGULATION is 60
      And the PEV is connected and has reported 36 kWh available at up to 6 kW
      And it has opted in to an event of class <class> of 5 kW in 30 minutes, for <length>
      When the utility requests 5 kW for <length> with class <class>
      Then the discharge reaches 5 kW within its response class and holds it for 2 minutes
      When the link between utility and ESCI delays each message by 200 milliseconds to 2 seconds
      And the link between ESCI and PEV delays each message by 200 milliseconds to 2 seconds
      And the utility changes the power 20 times, <apart> apart, between 2 kW and 6 kW
      Then at least 95 % of the changes are met within the response class

      @if:responseClasses=SCHEDULED
      Examples:
        | id | class | length | apart |
        | PR2-A-19.late-links.scheduled | SCHEDULED | 4 hours | 6 minutes |

      @if:responseClasses=RESERVE
      Examples:
        | id | class | length | apart |
        | PR2-A-19.late-links.reserve | RESERVE | 5 hours | 12 minutes |

      @if:responseClasses=EMERGENCY
      Examples:
        | id | class | length | apart |
        | PR2-A-19.late-links.emergency | EMERGENCY | 3 hours | 2 minutes |

      @if:responseClasses=FAST
      Examples:
        | id | class | length | apart |
        | PR2-A-19.late-links.fast | FAST | 3 hours | 1 minute |

      @if:responseClasses=REGULATION
      Examples:
        | id | class | length | apart |
        | PR2-A-19.late-links.regulation | REGULATION | 3 hours | 30 seconds |

    @PR2-A-19.undeclared @dut:pev @negative @if:responseClasses=SCHEDULED
    Scenario: A class that the PEV does not keep is refused
      Given the PEV declares only the classes "SCHEDULED"
      And the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour with class REGULATION
      Then the PEV rejects the request with E_CLASS
      And no power leaves the PEV

    @PR2-A-19.undeclared-event @dut:pev @negative @if:responseClasses=SCHEDULED
    Scenario: An event of a class that the PEV does not keep is left
      Given the PEV declares only the classes "SCHEDULED"
      And the PEV is connected and has reported 12 kWh available at up to 6 kW
      When the utility announces an event of class REGULATION of 5 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_CLASS

    @PR2-A-19.not-in-service @dut:pev @positive
    Scenario: A PEV that may not yet enter service says until when
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And the grid goes to 80 % of its voltage and its own frequency
      And 1 minute passes
      And the grid is back to normal
      When the utility asks for the availability
      Then the PEV reports that it is not ready, and until when

    @PR2-A-19.through-the-esci @dut:esci @positive
    Scenario Outline: Request and answer pass the ESCI well within the time of class <class>
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of class <class> of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour with class <class>
      Then the PEV's answer reaches the utility within the time of class <class>
      And the discharge reaches 5 kW within its response class and holds it for 10 minutes

      Examples:
        | id                                   | class      |
        | PR2-A-19.through-the-esci.scheduled  | SCHEDULED  |
        | PR2-A-19.through-the-esci.fast       | FAST       |
        | PR2-A-19.through-the-esci.regulation | REGULATION |

    @PR2-A-19.updates-through-the-esci @dut:esci @positive
    Scenario: Twenty changes of power pass the ESCI, nearly all of them in time
      Given the parameter P_RAMP is 100
      And a discharge of 5 kW of class REGULATION is under way
      When the utility changes the power 20 times, 30 seconds apart, between 2 kW and 6 kW
      Then at least 95 % of the changes are met within the response class
      And at least 95 % of the answers to them reach the utility within the time of the class

    @PR2-A-19.late-link-to-the-utility @dut:esci @fault
    Scenario: What a slow link to the utility takes is not the ESCI's, which passes twenty changes in time
      Given the parameter P_RAMP is 100
      And a discharge of 5 kW of class REGULATION is under way
      And the link between utility and ESCI delays each message by 200 milliseconds to 2 seconds
      When the utility changes the power 20 times, 30 seconds apart, between 2 kW and 6 kW
      Then at least 95 % of the changes are met within the response class

  @PR2-A-22 @must @pev @utility @source:L25
  Rule: During an event the utility can change the requested power

    A change carries the next revision, is checked again for power and energy, is followed within the class times from
    its receipt, and no faster than the agreed ramp. 0 W means standing by, not the end. A revision that was overtaken
    changes nothing, and a cancel beats a change that crosses it.

    @PR2-A-22.planned-change @dut:utility @positive
    Scenario: A change that the event foresees is asked before it is due
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 3 kW in 2 hours, for 1 hour, with 5 kW in its second half
      When the event starts
      Then by the middle of the event the utility has asked for 5 kW

    @PR2-A-22.three-stretches @dut:utility @positive
    Scenario: The last of three stretches is asked for as well
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator creates an event of 2 kW, then 3 kW and then 5 kW in 2 hours, 20 minutes each
      When the event starts
      Then the utility asks for 3 kW and for 5 kW, each by the time from which it holds

    @PR2-A-22.operator-one-of-two @dut:utility @boundary
    Scenario: A change for one PEV of two leaves the other alone
      Given a second customer is enrolled, with a PEV at the same ESCI
      And both PEVs are connected
      And the operator creates an event of 4 kW for both in 2 hours, for 1 hour
      And the event starts
      And 10 minutes pass
      When the operator changes the request to the second PEV to 2 kW
      Then the second PEV is asked for 2 kW within 10 seconds
      And the discharge stays at 4 kW for 10 minutes

    @PR2-A-22.change @dut:pev @positive
    Scenario Outline: The power goes <way>
      Given a discharge of 3 kW is under way
      When the utility changes the request to <power>
      Then the PEV accepts within its response class
      And the discharge reaches <power> within its response class and holds it for 10 minutes
      And the power has changed no faster than the agreed ramp

      Examples:
        | id                    | way  | power  |
        | PR2-A-22.change.up    | up   | 6 kW   |
        | PR2-A-22.change.down  | down | 1500 W |

    @PR2-A-22.standby @dut:pev @positive
    Scenario: 0 W is a pause from which the PEV comes back
      Given a discharge of 5 kW is under way
      And the utility has changed the request to 0 W
      And 10 minutes pass
      When the utility changes the request to 4 kW
      Then the PEV accepts within its response class
      And the discharge reaches 4 kW within its response class and holds it for 10 minutes

    @PR2-A-22.pause-is-no-end @dut:pev @negative
    Scenario: 0 W does not end the event
      Given a discharge of 5 kW is under way
      When the utility changes the request to 0 W
      Then the PEV sends a DispatchConfirmation within 310 seconds:
        | state | STANDBY |
      And the PEV sends no TerminationNotice for 10 minutes
      And nothing is imported during the event

    @PR2-A-22.same-power @dut:pev @boundary
    Scenario: A change to the same power changes nothing but the revision
      Given a discharge of 5 kW is under way
      When the utility changes the request to 5 kW
      Then the PEV accepts within its response class
      And the discharge stays at 5 kW for 10 minutes

    @PR2-A-22.stale @dut:pev @negative
    Scenario: A revision that was overtaken is refused and changes nothing
      Given a discharge of some power between 3 kW and 6 kW is under way
      When a change to 2 kW comes late, with the revision of the request
      Then the PEV rejects what came late with E_STALE
      And the discharge stays at that power for 10 minutes

    @PR2-A-22.too-much-power @dut:pev @negative
    Scenario: A change to more power than the PEV has is refused, and the discharge goes on as it was
      Given a discharge of 5 kW is under way
      When the utility changes the request to 20 kW
      Then the PEV rejects the change with E_POWER_EXCEEDS
      And the discharge stays at 5 kW for 10 minutes

    @PR2-A-22.too-much-energy @dut:pev @negative
    Scenario: A change that the energy does not carry to the end is refused
      Given the PEV is connected and has reported 9 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 30 minutes, for 2 hours
      And the utility has requested 4 kW for 2 hours
      And the event starts
      And 10 minutes pass
      When the utility changes the request to 6 kW
      Then the PEV rejects the change with E_ENERGY_EXCEEDS_AVAILABLE
      And the discharge stays at 4 kW for 10 minutes

    @PR2-A-22.too-little-power @dut:pev @negative
    Scenario: A change to less than the PEV can hold is refused, and the discharge goes on as it was
      Given a PEV that discharges at no less than 1 kW
      And a discharge of 5 kW is under way
      When the utility changes the request to 999 W
      Then the PEV rejects the change with E_POWER_BELOW_MIN
      And the discharge stays at 5 kW for 10 minutes

    @PR2-A-22.emergency @dut:pev @positive @if:responseClasses=EMERGENCY
    Scenario: In an emergency a change to more is followed as fast as one to less
      Given a discharge of 2 kW of class EMERGENCY is under way
      When the utility changes the request to 5 kW
      Then the discharge reaches 5 kW within its response class and holds it for 5 minutes

    @PR2-A-22.after-the-end @dut:pev @negative
    Scenario: A change that comes after the end is refused
      Given a discharge of 5 kW for 30 minutes is under way
      And the event ends
      And 1 minute passes
      When the utility changes the request to 5 kW
      Then the PEV rejects the change with E_STATE
      And no power leaves the PEV

    @PR2-A-22.unknown @dut:pev @negative
    Scenario: A change of a request that the PEV never had is refused
      Given a discharge of some power between 3 kW and 6 kW is under way
      When the utility changes a request that it never made to 2 kW
      Then the PEV rejects the change with E_UNKNOWN_DISPATCH
      And the discharge stays at that power for 10 minutes

    @PR2-A-22.later @dut:pev @boundary
    Scenario: A change for a later instant waits for that instant
      Given a discharge of 5 kW is under way
      When the utility changes the request to 2 kW in 2 minutes
      Then the PEV accepts within its response class
      And the discharge stays at 5 kW until then
      And the discharge reaches 2 kW within its response class and holds it for 5 minutes

    @PR2-A-22.crossing-cancel @dut:pev @fault
    Scenario Outline: A cancel wins over a change that crosses it, whichever comes first
      Given a discharge of 3 kW is under way
      When the utility sends <first> and <second> at the same instant
      Then the discharge ends within 10 seconds
      And the PEV sends a DispatchConfirmation within 60 seconds:
        | state | ENDED |

      Examples:
        | id                                      | first            | second           |
        | PR2-A-22.crossing-cancel.cancel-first   | the cancel       | a change to 5 kW |
        | PR2-A-22.crossing-cancel.change-first   | a change to 5 kW | the cancel       |

    @PR2-A-22.storm @dut:pev @fault
    Scenario: In a storm of changes at twice its rate the newest is the one that counts
      Given a discharge of 5 kW is under way
      When changes of the request are sent at twice the rate of the PEV for 2 seconds, the last of them to 3500 W
      Then the PEV takes the newest of them
      And the PEV answers each of them, refusing older ones as busy until a time it names
      And the discharge comes to 3500 W

    @PR2-A-22.operator @dut:utility @positive
    Scenario: The operator's change reaches the PEV as the next revision
      Given a discharge of some power between 3 kW and 5 kW is under way
      When the operator changes the request to some power between 1 kW and 2.5 kW
      Then the utility changes the running request to that power with the next revision within 10 seconds
      And the discharge comes to that power

    @PR2-A-22.steady @dut:utility @negative
    Scenario: While nobody wants another power the utility asks for the same
      Given a discharge of some power between 2 kW and 5 kW is under way
      When 30 minutes pass
      Then each renewal asks for the power of the command that it renews

    @PR2-A-22.operator-standby @dut:utility @boundary
    Scenario: The operator can let the PEV stand by and come back
      Given a discharge of 3 kW is under way
      And the operator changes the request to 0 W
      And 10 minutes pass
      When the operator changes the request to 3 kW
      Then the utility changes the running request to 3 kW with the next revision within 10 seconds
      And the discharge comes to 3 kW

    @PR2-A-22.operator-asks-too-much @dut:utility @negative
    Scenario: A change beyond what the PEV reported is not sent on
      Given a discharge of 3 kW is under way
      When the operator changes the request to 50 kW
      And 5 minutes pass
      Then no request is above what the PEV last reported

    @PR2-A-22.request-refused @dut:utility @negative
    Scenario: What a PEV refused is not commanded any further
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 30 minutes
      When the PEV refuses the request of the event with E_GRID
      Then the utility commands nothing more by that request for 20 minutes
