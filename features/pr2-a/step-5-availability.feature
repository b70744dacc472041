@PR2-A @step-5
Feature: Step 5: the PEV says how much it has and how fast it can give it

  Available power, energy and duration go to the utility as soon as the PEV is connected and whenever it is asked.
  They are measured at the AC terminals and respect the floor and every limit on the way.

  @PR2-A-06 @must @pev @esci @source:L20 @source:L82
  Rule: A PEV that is connected reports its available power, energy and duration

    The text speaks of power and duration in one place and of energy and power in another; the three are reported
    and must agree, duration being energy over power (D10). All of it counts at the AC terminals (D11).

    @PR2-A-06.first @dut:pev @positive
    Scenario: The report comes with the connection and its figures agree
      Given a PEV of 60 kWh with 70 % charge and a floor of 30 %
      When the cable goes in
      Then the PEV reports within 10 seconds 21.6 kWh available, with power, duration, charge and floor that agree

    @PR2-A-06.limits @dut:pev @positive
    Scenario: The report names the limits that made its power
      Given a PEV limited to 9 kW
      And a cordset of 32 A
      And a grid of 240 V
      When the cable goes in
      Then the PEV sends an AvailabilityReport within 10 seconds:
        | maxDischargeW  | 7680 |
        | limits.cordset | 7680 |
        | limits.pev     | 9000 |

    @PR2-A-06.not-allowed @dut:pev @negative
    Scenario Outline: A PEV behind <what> reports as well, and that it is not ready
      Given <equipment>
      When the cable goes in
      Then the PEV sends an AvailabilityReport within 10 seconds:
        | readiness.state | NOT_READY |

      Examples:
        | id                                | what                               | equipment                            |
        | PR2-A-06.not-allowed.one-way      | a one-way EVSE                     | an EVSE that cannot reverse the flow |
        | PR2-A-06.not-allowed.unauthorised | an inverter that is not authorised | an inverter that is not authorised   |

    @PR2-A-06.floor-set @dut:pev @positive
    Scenario: Connected again, it reports by the floor that its customer has set since
      Given a PEV of 60 kWh with 70 % charge and a floor of 30 %
      And the PEV is connected
      And the customer sets the floor to 50 %
      And 10 seconds pass
      And the cable is pulled
      When the cable goes in again
      Then the PEV reports within 10 seconds 10.8 kWh available, with power, duration, charge and floor that agree

    @PR2-A-06.at-floor @dut:pev @boundary
    Scenario: Nothing available is reported as zero, not left out
      Given a PEV of some energy between 40 kWh and 80 kWh with some SoC between 20 % and 40 % charge and a floor of that SoC
      When the cable goes in
      Then the PEV sends an AvailabilityReport within 10 seconds:
        | availableEnergyWh  | 0 |
        | availableDurationS | 0 |

    @PR2-A-06.large @dut:pev @boundary
    Scenario: The energy of a large battery is told in full
      Given a PEV of 220 kWh with 90 % charge and a floor of 30 %
      When the cable goes in
      Then the PEV reports within 10 seconds 118.8 kWh available, with power, duration, charge and floor that agree

    @PR2-A-06.below-floor @dut:pev @boundary
    Scenario: Below the floor there is nothing to give
      Given a PEV of 60 kWh with 22 % charge and a floor of 30 %
      When the cable goes in
      Then the PEV sends an AvailabilityReport within 10 seconds:
        | availableEnergyWh | 0 |

    @PR2-A-06.departure @dut:pev @positive
    Scenario: The departure stands in the report
      Given a PEV whose customer leaves in 8 hours with 60 %
      When the cable goes in
      Then the PEV sends an AvailabilityReport within 10 seconds:
        | departure | given |

    @PR2-A-06.no-departure @dut:pev @negative
    Scenario: Without a departure none is made up
      Given a PEV of 60 kWh with 70 % charge and a floor of 30 %
      When the cable goes in
      Then the PEV sends an AvailabilityReport within 10 seconds:
        | departure | left out |

    @PR2-A-06.reconnect @dut:pev @fault
    Scenario: Reconnected after a second, it reports afresh
      Given a PEV of 60 kWh with 70 % charge and a floor of 30 %
      And the PEV is connected
      And the cable is out for 1 second, in which 5 kWh are driven off
      When the cable goes in again
      Then the PEV reports within 10 seconds 17.1 kWh available, with power, duration, charge and floor that agree

    @PR2-A-06.relayed @dut:esci @positive
    Scenario: The ESCI passes the report on
      When the cable goes in
      Then the ESCI passes the AvailabilityReport on to the utility within 11 seconds
      And the ESCI passes the AvailabilityReport on to the utility unchanged

    @PR2-A-06.relayed-zero @dut:esci @boundary
    Scenario: A report of nothing is passed on like any other
      Given a PEV of some energy between 40 kWh and 80 kWh with some SoC between 20 % and 40 % charge and a floor of that SoC
      When the cable goes in
      Then the ESCI passes the AvailabilityReport on to the utility within 11 seconds

    @PR2-A-06.relayed-again @dut:esci @boundary
    Scenario: A report with the figures of the last one is passed on as well
      Given the PEV is connected
      When a report with the figures of the last one arrives from the PEV
      Then the ESCI passes the AvailabilityReport on to the utility within 11 seconds

    @PR2-A-06.bad-figures @dut:esci @negative
    Scenario Outline: A report with <what> goes no further
      Given the PEV is connected
      When a report with <what> arrives from the PEV
      Then the ESCI answers it with E_SCHEMA
      And the ESCI passes no AvailabilityReport on to the utility for 1 minute

      Examples:
        | id                             | what                |
        | PR2-A-06.bad-figures.negative  | a negative energy   |
        | PR2-A-06.bad-figures.absent    | no energy at all    |
        | PR2-A-06.bad-figures.text      | an energy in words  |

  @PR2-A-07 @must @pev @esci @source:L20
  Rule: Asked by the utility, the PEV reports what is true now

    An answer is sampled when it is given, or at most ten seconds before. Ready is what can discharge: a PEV with a fault,
    or without a grid that has been in its window for long enough, says that it is not. A PEV that changes by much should say so
    unasked. An ESCI whose PEV is silent or gone says that, and never shows an old figure as a new one; what the
    PEV answers after that is kept back, for a question has one answer.

    @PR2-A-07.asked @dut:pev @positive
    Scenario: Asked, it answers with fresh figures
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And 1 hour passes
      When the utility asks what is available
      Then the PEV answers with figures sampled within the last 10 seconds

    @PR2-A-07.after-drive @dut:pev @positive
    Scenario: Asked after something changed, the figures are the new ones
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the battery loses 4.5 kWh of charge
      When the utility asks what is available
      Then the PEV answers with 5.95 kWh available, give or take 1 %

    @PR2-A-07.asked-again @dut:pev @boundary
    Scenario: Asked again two minutes later, it looks again
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the utility asks what is available
      And 1 minute passes
      And the battery loses 4.5 kWh of charge
      And 1 minute passes
      When the utility asks what is available
      Then the PEV answers with 5.95 kWh available, give or take 1 %

    @PR2-A-07.another-pev @dut:pev @negative
    Scenario: Asked about another PEV, it does not answer with its own figures
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When a question about a PEV that nobody knows comes to the PEV
      Then the PEV answers it with E_UNKNOWN_PEV

    @PR2-A-07.namesake @dut:pev @boundary
    Scenario: Asked about a PEV whose name is written otherwise, it does not answer with its own figures
      Given a PEV whose name has capitals and small letters
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When a question about a PEV whose name differs in capitals alone comes to the PEV
      Then the PEV answers it with E_UNKNOWN_PEV

    @PR2-A-07.faulty @dut:pev @negative
    Scenario: Asked while it has a fault, it does not call itself ready
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And a ground fault occurs in the PEV
      And 1 minute passes
      When the utility asks what is available
      Then the PEV reports that it is not ready

    @PR2-A-07.without-grid @dut:pev @negative
    Scenario: Asked while the grid is out of its window, and soon after, it does not call itself ready
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the grid goes to 60 % of its voltage and its own frequency
      And 1 minute passes
      When the utility asks what is available
      Then the PEV reports that it is not ready
      When the grid is back to normal
      And 1 minute passes
      And the utility asks what is available
      Then the PEV reports that it is not ready

    @PR2-A-07.while-discharging @dut:pev @positive
    Scenario: Asked while it discharges, it reports what is left
      Given a discharge of 4 kW is under way
      When the utility asks what is available
      Then the PEV answers with figures sampled within the last 10 seconds
      And the energy reported is what the battery still holds above the floor, give or take 2 %

    @PR2-A-07.unasked @dut:pev @boundary @should
    Scenario: A great change is reported unasked
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the battery loses 4.5 kWh of charge
      Then the PEV sends an AvailabilityReport within 20 seconds

    @PR2-A-07.relayed @dut:esci @positive
    Scenario: The ESCI passes question and answer on
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility asks what is available
      Then the ESCI passes the AvailabilityRequest on to the PEV within 5 seconds
      And the ESCI passes the AvailabilityReport on to the utility within 10 seconds

    @PR2-A-07.relayed-age @dut:esci @boundary
    Scenario: How old figures may be is passed on with the question
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility asks what is available, in figures no older than 3 seconds
      Then the ESCI passes the AvailabilityRequest on to the PEV unchanged
      And the ESCI passes the AvailabilityReport on to the utility within 10 seconds

    @PR2-A-07.unknown @dut:esci @negative
    Scenario: Asked about a PEV it does not have, the ESCI says so
      Given the PEV is connected
      When the utility asks what a PEV that nobody knows has available
      Then the ESCI answers it with E_UNKNOWN_PEV

    @PR2-A-07.unplugged @dut:esci @negative
    Scenario: Asked about a PEV that has left, the ESCI says so
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the cable is pulled
      When the utility asks what is available
      Then the ESCI answers it with E_UNKNOWN_PEV
      And the ESCI passes no AvailabilityReport on to the utility for 1 minute

    @PR2-A-07.silent @dut:esci @fault
    Scenario: Asked about a PEV that does not answer, the ESCI says so and invents nothing
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the PEV does not hear the ESCI any more
      When the utility asks what is available
      Then the ESCI answers it with E_TIMEOUT
      And the ESCI passes no AvailabilityReport on to the utility for 1 minute

    @PR2-A-07.silent-again @dut:esci @fault
    Scenario: Asked a second time about a PEV that does not answer, the ESCI says so again
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the PEV does not hear the ESCI any more
      And the utility asks what is available
      And 1 minute passes
      When the utility asks what is available
      Then the ESCI answers it with E_TIMEOUT

    @PR2-A-07.silent-twice @dut:esci @fault
    Scenario: Of two questions that a silent PEV leaves open each is answered
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the PEV does not hear the ESCI any more
      And the utility asks what is available
      And 3 seconds pass
      When the utility asks what is available
      Then the ESCI answers each of the two questions with E_TIMEOUT

    @PR2-A-07.slow @dut:esci @boundary
    Scenario: A PEV that takes some seconds to answer is waited for
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the next AvailabilityReport from the PEV takes 3 seconds
      When the utility asks what is available
      Then the ESCI passes the AvailabilityReport on to the utility within 14 seconds

    @PR2-A-07.late @dut:esci @fault
    Scenario: An answer that comes after the ESCI has given the PEV up is not a second one
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the next AvailabilityReport from the PEV takes 20 seconds
      When the utility asks what is available
      Then the ESCI answers it with E_TIMEOUT
      And the ESCI passes no AvailabilityReport on to the utility for 1 minute

    @PR2-A-07.in-an-island @dut:pev @boundary @if:scenarios=PR2-B
    Scenario: While it supplies the home the PEV answers as well
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      When the utility asks what is available
      Then the PEV answers with figures sampled within the last 10 seconds

  @PR2-A-13 @must @pev @esci @source:L83
  Rule: Neither the report nor the power goes beyond the smallest limit on the way

    PEV, inverter, cordset, EVSE, premises and customer each have a limit; the smallest binds (D12), in what is reported
    and in what is measured, per phase with the number of phases that export.

    @PR2-A-13.each @dut:pev @positive
    Scenario Outline: The <limit> binds
      Given a PEV limited to <pev>
      And a cordset of <cordset>
      And an EVSE limited to <evse>
      And a grid of 240 V
      When the cable goes in
      Then the PEV sends an AvailabilityReport within 10 seconds:
        | maxDischargeW | <reported> |

      Examples:
        | id                    | limit   | pev   | cordset | evse   | reported |
        | PR2-A-13.each.pev     | PEV     | 5 kW  | 40 A    | 11 kW  | 5000     |
        | PR2-A-13.each.cordset | cordset | 11 kW | 16 A    | 11 kW  | 3840     |
        | PR2-A-13.each.evse    | EVSE    | 11 kW | 40 A    | 7 kW   | 7000     |
        | PR2-A-13.each.equal   | equal   | 7200 W | 30 A   | 7200 W | 7200     |

    @PR2-A-13.no-cordset @dut:pev @boundary
    Scenario: A cordset of unknown rating counts as none
      Given a cordset of unknown rating
      When the cable goes in
      Then the PEV sends an AvailabilityReport within 10 seconds:
        | maxDischargeW | 0 |

    @PR2-A-13.lower-voltage @dut:pev @boundary
    Scenario: What a cordset carries depends on the voltage of the grid
      Given a PEV limited to 9 kW
      And a cordset of 30 A
      And a grid of 208 V
      When the cable goes in
      Then the PEV sends an AvailabilityReport within 10 seconds:
        | maxDischargeW | 6240 |

    @PR2-A-13.smaller-cordset @dut:pev @boundary
    Scenario: Connected again with a smaller cordset, the smaller one binds
      Given a PEV limited to 9 kW
      And a cordset of 32 A
      And a grid of 240 V
      And the PEV is connected
      And the cable is pulled
      And 1 minute passes
      When the cable goes in again with a cordset of 16 A
      Then the PEV sends an AvailabilityReport within 10 seconds:
        | maxDischargeW | 3840 |

    @PR2-A-13.customer @dut:pev @positive
    Scenario: The customer's own limit binds
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the customer sets the maximum discharge to 2 kW
      And the utility asks what is available
      Then the PEV answers with at most 2 kW

    @PR2-A-13.measured @dut:pev @positive
    Scenario: Power measured stays within the limit that binds
      Given an EVSE limited to 4 kW
      And the PEV is connected and has reported 10 kWh available at up to 4 kW
      And it has opted in to an event of 4 kW in 30 minutes, for 1 hour
      When the utility requests 4 kW for 1 hour
      Then the PEV accepts within its response class
      And the discharge reaches 4 kW within its response class and holds it for 30 minutes
      And no more than 4 kW is measured while the event lasts

    @PR2-A-13.three-phases @dut:pev @boundary @if:phases=3
    Scenario: What three phases carry together none of them carries alone
      Given a PEV on three phases
      And a cordset of 16 A
      And a grid of 240 V
      And a PEV limited to 9 kW
      And the PEV is connected
      And it has opted in to an event of 8 kW in 30 minutes, for 30 minutes
      When the utility requests 8 kW for 30 minutes
      Then the PEV accepts within its response class
      And the discharge reaches 8 kW within its response class and holds it for 10 minutes

    @PR2-A-13.beyond @dut:pev @negative
    Scenario: A request beyond the limit is refused
      Given an EVSE limited to 4 kW
      And the PEV is connected and has reported 10 kWh available at up to 4 kW
      And it has opted in to an event of 4 kW in 30 minutes, for 1 hour
      When the utility requests 4001 W for 1 hour
      Then the PEV rejects the request with E_POWER_EXCEEDS
      And no power leaves the PEV

    @PR2-A-13.derated @dut:pev @fault
    Scenario: Derated while it discharges, it follows within five seconds and says so
      Given a discharge of 5 kW is under way
      When the EVSE is derated to 3 kW
      Then no more than 3 kW is measured from 5 seconds later on
      And the PEV sends an AvailabilityReport within 15 seconds:
        | maxDischargeW | at most 3000 |

    @PR2-A-13.derated-goes-on @dut:pev @fault
    Scenario: Derated while it discharges, it gives less and does not end
      Given a discharge of 5 kW is under way
      And the EVSE is derated to 3 kW
      When 10 seconds pass
      Then the discharge stays at 3 kW for 3 minutes

    @PR2-A-13.derated-for-a-while @dut:pev @fault
    Scenario: When the EVSE can pass more again, more is reported, and given on request
      Given a discharge of 5 kW is under way
      And the EVSE is derated to 2 kW
      And 2 minutes pass
      When the EVSE is derated to 8 kW
      Then the PEV sends an AvailabilityReport within 15 seconds:
        | maxDischargeW | at least 5000 |
      When the utility changes the request to 4 kW
      Then the discharge reaches 4 kW within its response class and holds it for 1 minute

    @PR2-A-13.derated-twice @dut:pev @fault
    Scenario: Derated once more, it follows once more
      Given a discharge of 5 kW is under way
      And the EVSE is derated to 4 kW
      And 2 minutes pass
      When the EVSE is derated to 2 kW
      Then no more than 2 kW is measured from 5 seconds later on
      And the PEV sends an AvailabilityReport within 15 seconds:
        | maxDischargeW | at most 2000 |

    @PR2-A-13.two-derated @dut:pev @fault
    Scenario: Derated at a second part, it keeps to the smaller of the two
      Given a discharge of 5 kW is under way
      And the EVSE is derated to 2 kW
      And 2 minutes pass
      When the charger is derated to 4 kW
      Then no more than 2 kW is measured from 5 seconds later on
      When the utility asks what is available
      Then the PEV answers with at most 2 kW

    @PR2-A-13.derated-to-nothing @dut:pev @boundary
    Scenario: Derated to nothing, it gives nothing
      Given a discharge of 5 kW is under way
      When the EVSE is derated to 0 W
      Then the discharge ends within 10 seconds
      And the PEV sends an AvailabilityReport within 15 seconds:
        | maxDischargeW | 0 |

    @PR2-A-13.derated-at-rest @dut:pev @fault
    Scenario: An EVSE that is derated while the PEV stands by is not overloaded afterwards
      Given a discharge of 5 kW is under way
      And the utility has changed the request to 0 W
      And the EVSE is derated to 2 kW
      And 1 minute passes
      When the utility changes the request to 4 kW
      Then no more than 2 kW is measured from 1 second later on

    @PR2-A-13.restarted @dut:pev @fault
    Scenario: A PEV that restarts with its cable in knows what its cordset carries
      Given a PEV limited to 9 kW
      And a cordset of 16 A
      And a grid of 240 V
      And the PEV is connected
      And the PEV restarts
      And 10 seconds pass
      When the utility asks for the availability
      Then the PEV answers with at most 3840 W

    @PR2-A-13.export-limit @dut:esci @positive
    Scenario: The ESCI makes the premises' limit known to the PEV
      Given a PEV limited to 9 kW
      And a premises export limit of 3 kW
      When the cable goes in
      Then the ESCI sends a DischargePreference within 10 seconds:
        | maxDischargeW | 3000 |

    @PR2-A-13.derated-at-esci @dut:esci @fault
    Scenario: An EVSE that derates makes its PEV follow
      Given a discharge of 5 kW is under way
      When the EVSE is derated to 3 kW at the ESCI
      Then the ESCI sends a DischargePreference within 5 seconds:
        | maxDischargeW | 3000 |
      And no more than 3 kW is measured from 16 seconds later on

    @PR2-A-13.least-at-esci @dut:esci @boundary
    Scenario: Of several limits at the ESCI the smallest counts, in whatever order they came
      Given a PEV limited to 9 kW
      And a premises export limit of 5 kW
      And the PEV is connected
      And the customer sets the maximum discharge to 3 kW at the ESCI
      When the EVSE is derated to 4 kW at the ESCI
      Then the limit that the ESCI last gave the PEV is 3 kW

    @PR2-A-13.two-parts-at-esci @dut:esci @boundary
    Scenario: Of two parts of the place that carry less the one that carries least counts
      Given the PEV is connected
      And the EVSE is derated to 2 kW at the ESCI
      And 1 minute passes
      When the premises are derated to 4 kW at the ESCI
      Then the limit that the ESCI last gave the PEV is 2 kW

    @PR2-A-13.derated-twice-at-esci @dut:esci @fault
    Scenario: An EVSE that derates further makes its PEV follow once more
      Given a discharge of 5 kW is under way
      And the EVSE is derated to 4 kW at the ESCI
      And 1 minute passes
      When the EVSE is derated to 2 kW at the ESCI
      Then the ESCI sends a DischargePreference within 5 seconds:
        | maxDischargeW | 2000 |
      And no more than 2 kW is measured from 16 seconds later on

    @PR2-A-13.derated-to-nothing-at-esci @dut:esci @boundary
    Scenario: An EVSE that can pass nothing any more makes its PEV stop
      Given a discharge of 5 kW is under way
      When the EVSE is derated to 0 W at the ESCI
      Then the discharge ends within 30 seconds

    @PR2-A-13.derated-cordset-at-esci @dut:esci @fault
    Scenario: A cordset that carries less makes its PEV follow
      Given a discharge of 5 kW is under way
      When the cordset is derated to 2 kW at the ESCI
      Then no more than 2 kW is measured from 16 seconds later on

    @PR2-A-13.limit-unheard @dut:esci @fault
    Scenario: A limit that did not reach the PEV is told again
      Given a discharge of 5 kW is under way
      And the next DischargePreference from the ESCI is lost
      When the EVSE is derated to 3 kW at the ESCI
      Then no more than 3 kW is measured from 30 seconds later on

    @PR2-A-13.derated-for-a-while-at-esci @dut:esci @fault
    Scenario: When the EVSE can pass more again, its PEV may give more again
      Given a discharge of 5 kW is under way
      And the EVSE is derated to 2 kW at the ESCI
      And 2 minutes pass
      And the EVSE is derated to 8 kW at the ESCI
      And 1 minute passes
      When the utility changes the request to 4 kW
      Then the discharge reaches 4 kW within its response class and holds it for 1 minute

    @PR2-A-13.two-derated-at-esci @dut:esci @fault @if:evseCount=2
    Scenario: Premises that carry less make both PEVs at one ESCI follow
      Given 2 PEVs at one ESCI have opted in to an event of 4 kW each in 2 hours, for 1 hour
      And the utility requests as much of each as it last reported, at most 4 kW, for 1 hour
      And 5 minutes pass
      When the premises are derated to 4 kW at the ESCI
      Then no more than 4 kW in total leaves the PEVs from 16 seconds later on

    @PR2-A-13.two-at-one-limit @dut:esci @boundary @if:evseCount=2
    Scenario: Two PEVs at one ESCI share the limit of the premises
      Given a premises export limit of 6 kW
      And 2 PEVs at one ESCI have opted in to an event of 5 kW each in 2 hours, for 1 hour
      When the utility requests as much of each as it last reported, at most 5 kW, for 1 hour
      Then no more than 6 kW in total leaves the PEVs while the event lasts
