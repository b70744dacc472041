@PR2-X
Feature: Nobody is heard who is not who he says he is

  The use case trusts every message. A grid on which a stranger can make vehicles feed in, or stop them all at once,
  is no grid to connect to.

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-X-01 @must @pev @esci @utility
  Rule: Each end of a link proves who it is, and a message counts only if the one who proved it put it there

    Who put a message on a link is the last in its list of relays, or its author where it has none. Anything else is
    refused as unauthorised, is answered to the other end of the link, and changes nothing. Nobody writes what is
    another's to write: orders of the grid are the utility's, reports and answers those of the PEV that they are about,
    connection, switch and grid the ESCI's, wishes their customer's (D33). A credential that runs out stops the words and
    not the discharge already agreed, which goes on for as long as its last command allows.

    @PR2-X-01.valid @dut:pev @positive
    Scenario: A request over a link that proves itself is obeyed
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour
      Then the PEV accepts within its response class
      And the discharge reaches 5 kW within its response class and holds it for 20 minutes

    @PR2-X-01.request @dut:pev @negative
    Scenario Outline: A request over a link with <credential> makes nothing flow
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the ESCI shows the PEV <credential> from now on
      When the utility requests 5 kW for 1 hour
      Then the PEV answers it with E_UNAUTHORIZED
      And no power leaves the PEV

      Examples:
        | id                       | credential            |
        | PR2-X-01.request.wrong   | a wrong credential    |
        | PR2-X-01.request.expired | an expired credential |
        | PR2-X-01.request.none    | no credential         |

    @PR2-X-01.change @dut:pev @negative
    Scenario: A change over a link with a wrong credential leaves the power as it is
      Given a discharge of 5 kW is under way
      And the ESCI shows the PEV a wrong credential from now on
      When the utility changes the request to 2 kW
      Then the PEV answers it with E_UNAUTHORIZED
      And the discharge stays at 5 kW for 4 minutes

    @PR2-X-01.stop @dut:pev @negative
    Scenario Outline: A <message> with <credential> stops nothing
      Given a discharge of 5 kW is under way
      When a sound <message> comes to the PEV with <credential>
      Then the PEV answers it with E_UNAUTHORIZED
      And the discharge stays at 5 kW for 10 minutes

      Examples:
        | id                            | message             | credential            |
        | PR2-X-01.stop.cancel-wrong    | EventCancel         | a wrong credential    |
        | PR2-X-01.stop.cancel-none     | EventCancel         | no credential         |
        | PR2-X-01.stop.opt-out-expired | ParticipationNotice | an expired credential |

    @PR2-X-01.disguised @dut:pev @negative
    Scenario Outline: A cancel <disguise> stops nothing
      Given a discharge of 5 kW is under way
      When a sound EventCancel comes to the PEV <disguise>
      Then the PEV answers it with E_UNAUTHORIZED
      And the discharge stays at 5 kW for 10 minutes

      Examples:
        | id                             | disguise                                               |
        | PR2-X-01.disguised.source      | in the name of another sender                          |
        | PR2-X-01.disguised.unmarked    | without the mark of its relay                          |
        | PR2-X-01.disguised.relay       | with the mark of a strange relay                       |
        | PR2-X-01.disguised.second-mark | with the mark of a strange relay after that of its own |
        | PR2-X-01.disguised.link        | over the link of a stranger                            |

    @PR2-X-01.two-relays @dut:pev @boundary
    Scenario: A cancel that came over two relays counts, if the last of them is at the other end of the link
      Given a discharge of 5 kW is under way
      When a sound EventCancel comes to the PEV with the mark of a strange relay before that of its own
      Then the discharge ends within 25 seconds

    @PR2-X-01.not-his-to-write @dut:pev @negative
    Scenario Outline: A <message> written by <writer> is not obeyed
      Given a discharge of 5 kW is under way
      When a sound <message> written by <writer> comes to the PEV
      Then the PEV answers it with E_UNAUTHORIZED
      And the discharge stays at 5 kW for 10 minutes

      Examples:
        | id                               | message         | writer       |
        | PR2-X-01.not-his-to-write.cancel | EventCancel     | another PEV  |
        | PR2-X-01.not-his-to-write.change | DispatchUpdate  | the customer |
        | PR2-X-01.not-his-to-write.wish   | ParticipationNotice | the utility |
        | PR2-X-01.not-his-to-write.cancel-by-esci | EventCancel | the ESCI |
        | PR2-X-01.not-his-to-write.change-by-esci | DispatchUpdate | the ESCI |
        | PR2-X-01.not-his-to-write.cable  | ConnectionNotice | the utility |

    @PR2-X-01.runs-out @dut:pev @boundary
    Scenario: A credential that runs out during the event leaves the discharge its agreed time, and no more
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      When the ESCI shows the PEV an expired credential from now on
      And the utility renews the command every 50 seconds for 4 minutes
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-01.anew @dut:pev @fault
    Scenario: With a new credential in time the discharge goes on as if nothing had been
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And the ESCI shows the PEV an expired credential from now on
      And a sound AvailabilityRequest comes to the PEV with an expired credential
      And 20 seconds pass
      When the ESCI authenticates anew to the PEV
      And the utility renews the command every 50 seconds for 10 minutes
      Then the discharge has stayed at 5 kW for that time

    @PR2-X-01.esci-valid @dut:esci @positive
    Scenario: What comes over a link that proves itself is passed on
      Given the PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds

    @PR2-X-01.esci-event @dut:esci @negative
    Scenario Outline: An event over a link with <credential> goes no further than the ESCI
      Given the PEV is connected
      And the utility shows the ESCI <credential> from now on
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI answers it with E_UNAUTHORIZED
      And the ESCI passes no EnergySupplyEvent on to the PEV for 1 minute

      Examples:
        | id                          | credential            |
        | PR2-X-01.esci-event.wrong   | a wrong credential    |
        | PR2-X-01.esci-event.expired | an expired credential |
        | PR2-X-01.esci-event.none    | no credential         |

    @PR2-X-01.esci-enrollment @dut:esci @negative
    Scenario: An enrollment that nobody vouches for does not end the one in force
      Given the PEV is connected
      And the utility shows the ESCI a wrong credential from now on
      And the utility tells the ESCI that the enrollment is suspended
      When the utility authenticates anew to the ESCI
      And the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds

    @PR2-X-01.esci-disguised @dut:esci @negative
    Scenario Outline: A cancel <disguise> goes no further than the ESCI
      Given a discharge of 5 kW is under way
      When a sound EventCancel comes to the ESCI <disguise>
      Then the ESCI answers it with E_UNAUTHORIZED
      And the discharge stays at 5 kW for 10 minutes

      Examples:
        | id                                  | disguise                                               |
        | PR2-X-01.esci-disguised.source      | in the name of another sender                          |
        | PR2-X-01.esci-disguised.relay       | with the mark of a strange relay                       |
        | PR2-X-01.esci-disguised.second-mark | with the mark of a strange relay after that of its own |
        | PR2-X-01.esci-disguised.link        | over the link of a stranger                            |

    @PR2-X-01.esci-says-so-to-its-peer @dut:esci @negative
    Scenario: Whom the ESCI refuses it tells over the link, and not whom the message names as its sender
      Given the PEV is connected
      When a sound EnrollmentRecord comes to the ESCI in the name of another sender
      Then the ESCI tells the utility, over whose link it came, that it is refused

    @PR2-X-01.esci-not-his-to-write @dut:esci @negative
    Scenario Outline: An enrollment written by <writer> is not taken
      Given the PEV is connected
      When a sound EnrollmentRecord written by <writer> comes to the ESCI
      Then the ESCI answers it with E_UNAUTHORIZED

      Examples:
        | id                                       | writer       |
        | PR2-X-01.esci-not-his-to-write.pev       | the PEV      |
        | PR2-X-01.esci-not-his-to-write.customer  | the customer |

    @PR2-X-01.esci-unproven-pev @dut:esci @negative
    Scenario: What comes from a PEV that has not proved itself goes no further than the ESCI
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the PEV shows the ESCI an expired credential from now on
      When the customer opts out at the PEV
      Then the ESCI passes no ParticipationNotice on to the utility for 1 minute

    @PR2-X-01.esci-unproven-answer @dut:esci @negative
    Scenario: An answer of a PEV whose credential has run out goes no further than the ESCI either
      Given the PEV is connected
      And the PEV shows the ESCI an expired credential from now on
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI passes no EventResponse on to the utility for 1 minute

    @PR2-X-01.esci-runs-out @dut:esci @boundary
    Scenario: When the utility's credential runs out during the event, its renewals no longer pass
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      When the utility shows the ESCI an expired credential from now on
      And the utility renews the command every 50 seconds for 4 minutes
      Then the ESCI answers it with E_UNAUTHORIZED
      And the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-01.esci-anew @dut:esci @fault
    Scenario: With a new credential of the utility in time the discharge goes on
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And the utility shows the ESCI an expired credential from now on
      And 20 seconds pass
      When the utility authenticates anew to the ESCI
      And the utility renews the command every 50 seconds for 10 minutes
      Then the discharge has stayed at 5 kW for that time

    @PR2-X-01.utility-valid @dut:utility @positive
    Scenario: An opt-out over a link that proves itself counts
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When a sound ParticipationNotice comes to the utility
      Then the utility has sent no DispatchRequest for the event

    @PR2-X-01.utility-opt-out @dut:utility @negative
    Scenario Outline: An opt-out over a link with <credential> takes nobody out of the event
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When a sound ParticipationNotice comes to the utility with <credential>
      Then the utility answers it with E_UNAUTHORIZED
      When the event starts
      Then the utility has sent one DispatchRequest for the event

      Examples:
        | id                               | credential            |
        | PR2-X-01.utility-opt-out.wrong   | a wrong credential    |
        | PR2-X-01.utility-opt-out.expired | an expired credential |
        | PR2-X-01.utility-opt-out.none    | no credential         |

    @PR2-X-01.utility-expired @dut:utility @negative
    Scenario Outline: A <message> over a link with an expired credential is not taken
      Given a discharge of 5 kW for 30 minutes is under way
      When a sound <message> comes to the utility with an expired credential
      Then the utility answers it with E_UNAUTHORIZED

      Examples:
        | id                                    | message              |
        | PR2-X-01.utility-expired.report       | EventReport          |
        | PR2-X-01.utility-expired.availability | AvailabilityReport   |
        | PR2-X-01.utility-expired.connection   | ConnectionNotice     |
        | PR2-X-01.utility-expired.end          | TerminationNotice    |
        | PR2-X-01.utility-expired.confirmation | DispatchConfirmation |
        | PR2-X-01.utility-expired.preference   | NotificationPreference |

    @PR2-X-01.utility-disguised @dut:utility @negative
    Scenario Outline: An opt-out <disguise> takes nobody out of the event
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When a sound ParticipationNotice comes to the utility <disguise>
      Then the utility answers it with E_UNAUTHORIZED
      When the event starts
      Then the utility has sent one DispatchRequest for the event

      Examples:
        | id                                     | disguise                                               |
        | PR2-X-01.utility-disguised.source      | in the name of another sender                          |
        | PR2-X-01.utility-disguised.unmarked    | without the mark of its relay                          |
        | PR2-X-01.utility-disguised.relay       | with the mark of a strange relay                       |
        | PR2-X-01.utility-disguised.second-mark | with the mark of a strange relay after that of its own |
        | PR2-X-01.utility-disguised.link        | over the link of a stranger                            |

    @PR2-X-01.utility-not-his-to-write @dut:utility @negative
    Scenario Outline: A <message> written by <writer> is not taken
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When a sound <message> written by <writer> comes to the utility
      Then the utility answers it with E_UNAUTHORIZED

      Examples:
        | id                                         | message                | writer           |
        | PR2-X-01.utility-not-his-to-write.opt-out  | ParticipationNotice    | another PEV      |
        | PR2-X-01.utility-not-his-to-write.report   | AvailabilityReport     | another PEV      |
        | PR2-X-01.utility-not-his-to-write.channels | NotificationPreference | another customer |

    @PR2-X-01.utility-runs-out @dut:utility @boundary
    Scenario: When the ESCI's credential runs out during the event, what it passes on no longer counts
      Given a discharge of 5 kW is under way
      And the ESCI shows the utility an expired credential from now on
      When a sound ParticipationNotice comes to the utility with an expired credential
      Then the utility answers it with E_UNAUTHORIZED
      And the discharge stays at 5 kW for 10 minutes

    @PR2-X-01.utility-anew @dut:utility @fault
    Scenario: Once the ESCI has proved itself anew the utility goes on with the same dispatch
      Given a discharge of 5 kW is under way
      And the ESCI shows the utility an expired credential from now on
      And 10 minutes pass
      When the ESCI authenticates anew to the utility
      Then the discharge stays at 5 kW for 30 minutes
      And each command is renewed before its time is over
