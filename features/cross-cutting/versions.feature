@PR2-X
Feature: A later edition can be spoken to an earlier one without harm

  Neither the grid nor the vehicles on it are renewed in one night; what one side does not know yet must be harmless.

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-X-08 @must @pev @esci @utility
  Rule: What is added is ignored, what is changed is refused by name, and nothing is guessed

    A member that the receiver does not know changes nothing. Another major version is refused as such, an unknown word
    where the words are fixed and an unknown kind of message as not supported; none of them has an effect.

    @PR2-X-08.added @dut:pev @positive
    Scenario: A request with members that nobody knows is obeyed like any other
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour, with members that nobody knows
      Then the PEV accepts within its response class
      And the discharge reaches 5 kW within its response class and holds it for 20 minutes

    @PR2-X-08.added-others @dut:pev @positive
    Scenario Outline: A <message> with members that nobody knows gets its answer
      Given a discharge of 5 kW is under way
      When a sound <message> comes to the PEV with members that nobody knows
      Then the PEV answers it with <answer>

      Examples:
        | id                               | message             | answer             |
        | PR2-X-08.added-others.event      | EnergySupplyEvent   | EventResponse      |
        | PR2-X-08.added-others.change     | DispatchUpdate      | DispatchResponse   |
        | PR2-X-08.added-others.question   | AvailabilityRequest | AvailabilityReport |
        | PR2-X-08.added-others.preference | DischargePreference | Receipt            |

    @PR2-X-08.added-cancel @dut:pev @positive
    Scenario: A cancel with members that nobody knows ends the discharge
      Given a discharge of 5 kW is under way
      When a sound EventCancel comes to the PEV with members that nobody knows
      Then the discharge ends within 25 seconds

    @PR2-X-08.version @dut:pev @negative
    Scenario Outline: A cancel in <version> is refused for its version, and stops nothing
      Given a discharge of 5 kW is under way
      When a sound EventCancel comes to the PEV in <version>
      Then the PEV answers it with E_VERSION
      And the discharge stays at 5 kW for 10 minutes

      Examples:
        | id                       | version                  |
        | PR2-X-08.version.next    | version 2 of its kind    |
        | PR2-X-08.version.none    | version 0 of its kind    |
        | PR2-X-08.version.tenth   | version 10 of its kind   |
        | PR2-X-08.version.highest | version 9999 of its kind |

    @PR2-X-08.word @dut:pev @negative
    Scenario Outline: A <message> with a word that nobody knows is not guessed at
      Given a discharge of 5 kW is under way
      When a sound <message> comes to the PEV with a word that nobody knows
      Then the PEV answers it with E_UNSUPPORTED
      And the discharge stays at 5 kW for 10 minutes

      Examples:
        | id                       | message             |
        | PR2-X-08.word.event      | EnergySupplyEvent   |
        | PR2-X-08.word.request    | DispatchRequest     |
        | PR2-X-08.word.cancel     | EventCancel         |
        | PR2-X-08.word.opt-out    | ParticipationNotice |
        | PR2-X-08.word.preference | DischargePreference |

    @PR2-X-08.kind @dut:pev @fault
    Scenario: A message of an unknown kind disturbs nothing
      Given a discharge of 5 kW is under way
      When a sound EventCancel comes to the PEV with a kind that nobody knows
      Then the PEV answers it with E_UNSUPPORTED
      And the discharge stays at 5 kW for 10 minutes

    @PR2-X-08.esci-added @dut:esci @positive
    Scenario: Members that the ESCI does not know are passed on with the rest
      Given the PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour, with members that nobody knows
      Then the ESCI hands the event to the PEV as it came, within 5 seconds

    @PR2-X-08.esci-added-own @dut:esci @positive
    Scenario: An enrollment with members that nobody knows is taken
      Given the PEV is connected
      When a sound EnrollmentRecord comes to the ESCI with members that nobody knows
      Then the ESCI takes it
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds

    @PR2-X-08.esci-version @dut:esci @negative
    Scenario Outline: An enrollment in <version> is refused for its version
      Given the PEV is connected
      When a sound EnrollmentRecord comes to the ESCI in <version>
      Then the ESCI answers it with E_VERSION

      Examples:
        | id                            | version                  |
        | PR2-X-08.esci-version.next    | version 2 of its kind    |
        | PR2-X-08.esci-version.none    | version 0 of its kind    |
        | PR2-X-08.esci-version.tenth   | version 10 of its kind   |
        | PR2-X-08.esci-version.highest | version 9999 of its kind |

    @PR2-X-08.esci-version-passed @dut:esci @negative
    Scenario: A cancel in another version has no effect on its way, and is refused by name
      Given a discharge of 5 kW is under way
      When a sound EventCancel comes to the ESCI in version 2 of its kind
      Then the request comes back with E_VERSION
      And the discharge stays at 5 kW for 10 minutes

    @PR2-X-08.esci-word @dut:esci @negative
    Scenario: An enrollment whose status nobody knows leaves the one in force as it is
      Given the PEV is connected
      When a sound EnrollmentRecord comes to the ESCI with a word that nobody knows
      Then the ESCI answers it with E_UNSUPPORTED
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds

    @PR2-X-08.esci-word-in-a-list @dut:esci @negative
    Scenario: An enrollment that names a place beside those that are known is not guessed at either
      Given the PEV is connected
      When a sound EnrollmentRecord comes to the ESCI with a word in a list that nobody knows
      Then the ESCI answers it with E_UNSUPPORTED

    @PR2-X-08.esci-kind @dut:esci @fault
    Scenario: A message of an unknown kind does not keep the ESCI from its work
      Given the PEV is connected
      When a sound EnrollmentRecord comes to the ESCI with a kind that nobody knows
      Then the ESCI answers it with E_UNSUPPORTED
      And the ESCI still answers

    @PR2-X-08.utility-added @dut:utility @positive
    Scenario: An opt-out with members that nobody knows is an opt-out
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When a sound ParticipationNotice comes to the utility with members that nobody knows
      Then the utility takes it
      And the utility has sent no DispatchRequest for the event

    @PR2-X-08.utility-added-to @dut:utility @positive
    Scenario Outline: A <message> with members that nobody knows is taken
      Given a discharge of 5 kW for 30 minutes is under way
      When a sound <message> comes to the utility with members that nobody knows
      Then the utility takes it

      Examples:
        | id                                     | message              |
        | PR2-X-08.utility-added-to.report       | EventReport          |
        | PR2-X-08.utility-added-to.availability | AvailabilityReport   |
        | PR2-X-08.utility-added-to.connection   | ConnectionNotice     |
        | PR2-X-08.utility-added-to.confirmation | DispatchConfirmation |

    @PR2-X-08.utility-version @dut:utility @negative
    Scenario Outline: An opt-out in <version> is refused for its version
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When a sound ParticipationNotice comes to the utility in <version>
      Then the utility answers it with E_VERSION
      When the event starts
      Then the utility has sent one DispatchRequest for the event

      Examples:
        | id                               | version                  |
        | PR2-X-08.utility-version.next    | version 2 of its kind    |
        | PR2-X-08.utility-version.none    | version 0 of its kind    |
        | PR2-X-08.utility-version.highest | version 9999 of its kind |

    @PR2-X-08.utility-word @dut:utility @negative
    Scenario Outline: A <message> with a word that nobody knows is not guessed at
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When a sound <message> comes to the utility with a word that nobody knows
      Then the utility answers it with E_UNSUPPORTED
      When the event starts
      Then the utility has sent one DispatchRequest for the event

      Examples:
        | id                               | message             |
        | PR2-X-08.utility-word.opt-out    | ParticipationNotice |
        | PR2-X-08.utility-word.report     | AvailabilityReport  |
        | PR2-X-08.utility-word.connection | ConnectionNotice    |
        | PR2-X-08.utility-word.end        | TerminationNotice   |

    @PR2-X-08.utility-decision @dut:utility @fault
    Scenario: A decision that nobody knows is no consent
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the PEV's decision on the next event arrives as a word that nobody knows
      When the operator creates an event of 4 kW in 2 hours, for 1 hour
      And the changed decision has arrived
      Then the utility has sent no DispatchRequest for the event
