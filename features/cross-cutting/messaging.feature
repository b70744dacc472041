@PR2-X
Feature: Messages arrive once, are understood or refused, and are answered

  The use case speaks of messages and leaves open what becomes of one that is lost, doubled or garbled. Everything else
  here leans on these two rules.

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-X-02 @must @pev @esci @utility
  Rule: A message has an id of its own, its answer names it, and a repeat of it changes nothing

    For a day a message that comes again under its id gets the answer that it got before, whatever has happened since,
    and has no second effect. Another message under a known id is refused.

    @PR2-X-02.names @dut:pev @positive
    Scenario: The PEV's answers name what they answer
      Given a discharge of 5 kW is under way
      When the utility changes the request to 4 kW
      Then every answer of the PEV names the message that it answers

    @PR2-X-02.event-again @dut:pev @positive
    Scenario: An event that is repeated after an opt-out does not bring the PEV back in
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      When the EnergySupplyEvent reaches the PEV again after 10 minutes
      Then the PEV gives it the answer that it gave before
      When the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_PREFERENCE

    @PR2-X-02.change-again @dut:pev @positive
    Scenario: An overtaken change that is repeated does not bring its power back
      Given a discharge of 5 kW is under way
      And the utility changes the request to 2 kW
      And 1 minute passes
      And the utility changes the request to 4 kW
      And 1 minute passes
      When the first DispatchUpdate reaches the PEV again
      Then the PEV gives it the answer that it gave before
      And the discharge stays at 4 kW for 10 minutes

    @PR2-X-02.question-again @dut:pev @boundary
    Scenario: A question that is repeated gets the figures that it got before
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the utility asks what is available
      And 1 minute passes
      And the battery loses 4.5 kWh of charge
      And 1 minute passes
      When the AvailabilityRequest reaches the PEV again after 1 minute
      Then the PEV gives it the answer that it gave before

    @PR2-X-02.other-content @dut:pev @negative
    Scenario: Another request under the id of the first is refused
      Given a discharge of 5 kW is under way
      When the id of the last DispatchRequest comes to the PEV with other content
      Then the PEV answers it with E_DUPLICATE
      And the discharge stays at 5 kW for 10 minutes

    @PR2-X-02.almost-a-day @dut:pev @boundary
    Scenario: A second before a day is over the answer is still the same
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 hours, for 1 hour
      And the customer opts out at the PEV
      When the EnergySupplyEvent reaches the PEV again after 86390 seconds
      Then the PEV gives it the answer that it gave before

    @PR2-X-02.almost-a-day-request @dut:pev @boundary
    Scenario: A request that was refused most of a day ago is refused again, whatever there is now
      Given the PEV is connected and has reported 30 kWh available at up to 6 kW
      And it has opted in to an event of 1 kW in 30 minutes, for 24 hours
      And the charge of the PEV has fallen to 2 kWh above the floor
      And the utility requests 1 kW for 24 hours
      And 1 minute passes
      And the charge of the PEV turns out to be only 30 kWh above the floor
      When the DispatchRequest reaches the PEV again after 86000 seconds
      Then the PEV gives it the answer that it gave before
      And no power leaves the PEV

    @PR2-X-02.restart @dut:pev @fault
    Scenario: What was refused before a restart is refused again after it, whatever there is now
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 2 kW in 30 minutes, for 2 hours
      And the charge of the PEV has fallen to 1 kWh above the floor
      And the utility requests 2 kW for 2 hours
      And 1 minute passes
      And the PEV restarts
      And the charge of the PEV turns out to be only 10 kWh above the floor
      When the DispatchRequest reaches the PEV again after 10 minutes
      Then the PEV gives it the answer that it gave before
      And no power leaves the PEV

    @PR2-X-02.storm @dut:pev @fault
    Scenario: Twenty copies at once are one message
      Given a discharge of 5 kW is under way
      When 20 copies of the last DispatchRequest reach the PEV at once
      Then the PEV gives each of the 20 the answer that it gave before
      And the discharge stays at 5 kW for 10 minutes

    @PR2-X-02.same-id @dut:pev @boundary
    Scenario: The same id from another sender is another message to the PEV too
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When a sound DischargePreference comes to the PEV under the id of the utility's last EnergySupplyEvent
      Then the PEV takes it

    @PR2-X-02.answer-lost @dut:pev @fault
    Scenario: An answer that was lost is given again
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the next EventResponse from the PEV is lost
      And the utility announces an event of 4 kW in 2 hours, for 1 hour
      When the EnergySupplyEvent reaches the PEV again after 10 seconds
      Then the PEV gives it the answer that it gave before

    @PR2-X-02.esci-names @dut:esci @positive
    Scenario: The ESCI's answers name what they answer
      Given the PEV is connected
      When the utility asks what a PEV that nobody knows has available
      And 1 minute passes
      Then every answer of the ESCI names the message that it answers

    @PR2-X-02.esci-enrollment-again @dut:esci @positive
    Scenario: An old enrollment that is repeated does not come back into force
      Given the PEV is connected
      And the utility tells the ESCI that the enrollment is suspended
      When the first EnrollmentRecord reaches the ESCI again
      Then the ESCI gives it the answer that it gave before
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI answers it with E_NOT_ENROLLED

    @PR2-X-02.esci-event-again @dut:esci @positive
    Scenario: An event that is repeated gets the PEV's answer again
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When the EnergySupplyEvent reaches the ESCI again after 10 minutes
      Then the ESCI gives it the answer that it gave before
      And one event reaches the PEV in 1 minute

    @PR2-X-02.esci-other-content @dut:esci @negative
    Scenario: Another enrollment under the id of the first is refused
      Given the PEV is connected
      When the id of the last EnrollmentRecord comes to the ESCI with other content
      Then the ESCI answers it with E_DUPLICATE
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds

    @PR2-X-02.esci-almost-a-day @dut:esci @boundary
    Scenario: A second before a day is over the ESCI's answer is still the same
      Given the PEV is connected
      When the EnrollmentRecord reaches the ESCI again after 86390 seconds
      Then the ESCI gives it the answer that it gave before

    @PR2-X-02.esci-storm @dut:esci @fault
    Scenario: Twenty copies at once are one message to the ESCI too
      Given the PEV is connected
      When 20 copies of the last EnrollmentRecord reach the ESCI at once
      Then the ESCI gives each of the 20 the answer that it gave before

    @PR2-X-02.esci-restart @dut:esci @fault
    Scenario: An old enrollment that is repeated after a restart does not come back into force
      Given the PEV is connected
      And the utility tells the ESCI that the enrollment is suspended
      And the ESCI restarts
      When the first EnrollmentRecord reaches the ESCI again
      Then the ESCI gives it the answer that it gave before

    @PR2-X-02.esci-long-ago @dut:esci @boundary
    Scenario: A hundred messages later the ESCI still knows the first
      Given the PEV is connected
      And messages come to the ESCI at its rate for 3 seconds
      When the first EnrollmentRecord reaches the ESCI again
      Then the ESCI gives it the answer that it gave before

    @PR2-X-02.esci-same-id @dut:esci @boundary
    Scenario: The same id from another sender is another message
      Given the PEV is connected
      When a sound DischargePreference comes to the ESCI under the id of the utility's last EnrollmentRecord
      Then the ESCI takes it

    @PR2-X-02.utility-names @dut:utility @positive
    Scenario: The utility's answers name what they answer
      Given a discharge of 5 kW is under way
      When 5 minutes pass
      Then every answer of the utility names the message that it answers

    @PR2-X-02.utility-opt-out-again @dut:utility @positive
    Scenario: An opt-out that is repeated after the customer came back in does not put him out again
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      And 10 minutes pass
      And the customer opts in again at the PEV
      And 1 minute passes
      When the first ParticipationNotice reaches the utility again
      Then the utility gives it the answer that it gave before
      When the event starts
      Then the utility has sent one DispatchRequest for the event

    @PR2-X-02.utility-other-content @dut:utility @negative
    Scenario: Another report under the id of the first is refused
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the id of the last AvailabilityReport comes to the utility with other content
      Then the utility answers it with E_DUPLICATE

    @PR2-X-02.utility-almost-a-day @dut:utility @boundary
    Scenario: A second before a day is over the utility's answer is still the same
      Given the PEV is connected
      When the ConnectionNotice reaches the utility again after 86390 seconds
      Then the utility gives it the answer that it gave before

    @PR2-X-02.utility-storm @dut:utility @fault
    Scenario: Twenty copies at once are one message to the utility too
      Given the PEV is connected
      And it has opted in to an event of 3 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      And 1 minute passes
      When 20 copies of the last ParticipationNotice reach the utility at once
      Then the utility gives each of the 20 the answer that it gave before

    @PR2-X-02.utility-restart @dut:utility @fault
    Scenario: A report that is repeated after a restart gets the answer that it got before
      Given the PEV is connected
      And the utility restarts
      When the first AvailabilityReport reaches the utility again
      Then the utility gives it the answer that it gave before

    @PR2-X-02.utility-same-id @dut:utility @boundary
    Scenario: The same id from another sender is another message to the utility too
      Given the PEV is connected
      When a sound NotificationPreference comes to the utility under the id of the PEV's last AvailabilityReport
      Then the utility takes it

  @PR2-X-09 @must @pev @esci @utility
  Rule: Every message that asks for an answer gets one, and what is refused is told why

    One answer, within the time of its class: of the kind that the message calls for where it was understood, a plain
    receipt otherwise. Without an answer the sender sends the message again under the same id, three times, an answer's
    time apart. Silence is never an answer.

    @PR2-X-09.pev-answers @dut:pev @positive
    Scenario Outline: The PEV answers <message> with <answer>
      Given a discharge of 5 kW is under way
      When a sound <message> comes to the PEV
      Then the PEV answers it with <answer>

      Examples:
        | id                               | message             | answer             |
        | PR2-X-09.pev-answers.event       | EnergySupplyEvent   | EventResponse      |
        | PR2-X-09.pev-answers.request     | DispatchRequest     | DispatchResponse   |
        | PR2-X-09.pev-answers.change      | DispatchUpdate      | DispatchResponse   |
        | PR2-X-09.pev-answers.cancel      | EventCancel         | Receipt            |
        | PR2-X-09.pev-answers.question    | AvailabilityRequest | AvailabilityReport |
        | PR2-X-09.pev-answers.preference  | DischargePreference | Receipt            |
        | PR2-X-09.pev-answers.opt-out     | ParticipationNotice | Receipt            |

    @PR2-X-09.pev-refused @dut:pev @negative
    Scenario: Told that its notice is refused, the PEV does not answer that
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the utility refuses every ParticipationNotice with E_STATE
      When the customer opts out at the PEV
      Then the PEV sends no Receipt for 1 minute

    @PR2-X-09.pev-refuses @dut:pev @negative
    Scenario Outline: The PEV says <code> to <what>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When <what> comes to the PEV
      Then the PEV answers it with <code>
      And the PEV still answers

      Examples:
        | id                                | what                                     | code          |
        | PR2-X-09.pev-refuses.unknown-kind | a message of a kind that nobody knows    | E_UNSUPPORTED |
        | PR2-X-09.pev-refuses.no-body      | a message without a body                 | E_SCHEMA      |
        | PR2-X-09.pev-refuses.elsewhere    | a message that is for somebody else      | E_UNKNOWN_PEV |
        | PR2-X-09.pev-refuses.cut-off      | a message that was cut off               | E_SCHEMA      |
        | PR2-X-09.pev-refuses.no-json      | a text that is no message                | E_SCHEMA      |
        | PR2-X-09.pev-refuses.a-list       | a list where a message should be         | E_SCHEMA      |
        | PR2-X-09.pev-refuses.a-mebibyte   | a mebibyte of text                       | E_SCHEMA      |

    @PR2-X-09.pev-longest @dut:pev @boundary
    Scenario: The longest event there is gets its answer
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility announces an event of a whole day in 96 quarters of an hour
      Then the PEV answers it with EventResponse

    @PR2-X-09.pev-answer-unanswered @dut:pev @negative
    Scenario: The PEV does not answer an answer
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When a sound Receipt comes to the PEV
      Then the PEV leaves it unanswered for 1 minute

    @PR2-X-09.pev-repeats @dut:pev @fault
    Scenario: What nobody answers the PEV says again
      Given the ESCI knows the enrollment, and no PEV is connected
      And the utility leaves every AvailabilityReport unanswered
      When the PEV is plugged in
      Then the PEV sends the same AvailabilityReport again, three times and 10 seconds apart

    @PR2-X-09.pev-repeat-answered @dut:pev @fault @if:responseClasses=SCHEDULED
    Scenario: A message that is lost once is said twice
      Given a discharge of 5 kW is under way
      And the next TerminationNotice from the PEV is lost
      When the customer stops the discharge at the PEV
      Then the PEV repeats its TerminationNotice until it is answered, and not longer

    @PR2-X-09.esci-answers @dut:esci @positive
    Scenario Outline: The ESCI has <message> answered with <answer>
      Given a discharge of 5 kW is under way
      When a sound <message> comes to the ESCI
      Then the ESCI answers it with <answer>

      Examples:
        | id                               | message             | answer             |
        | PR2-X-09.esci-answers.enrollment | EnrollmentRecord    | Receipt            |
        | PR2-X-09.esci-answers.preference | DischargePreference | Receipt            |
        | PR2-X-09.esci-answers.event      | EnergySupplyEvent   | EventResponse      |
        | PR2-X-09.esci-answers.question   | AvailabilityRequest | AvailabilityReport |

    @PR2-X-09.esci-refuses @dut:esci @negative
    Scenario Outline: The ESCI says <code> to <what>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When <what> comes to the ESCI
      Then the ESCI answers it with <code>
      And the ESCI still answers

      Examples:
        | id                                 | what                                   | code          |
        | PR2-X-09.esci-refuses.unknown-kind | a message of a kind that nobody knows  | E_UNSUPPORTED |
        | PR2-X-09.esci-refuses.no-body      | a message without a body               | E_SCHEMA      |
        | PR2-X-09.esci-refuses.elsewhere    | a message that is for somebody else    | E_UNKNOWN_PEV |
        | PR2-X-09.esci-refuses.cut-off      | a message that was cut off             | E_SCHEMA      |
        | PR2-X-09.esci-refuses.no-json      | a text that is no message              | E_SCHEMA      |
        | PR2-X-09.esci-refuses.a-mebibyte   | a mebibyte of text                     | E_SCHEMA      |
        | PR2-X-09.esci-refuses.floor        | a preference with a floor of 95 %      | E_SCHEMA      |
        | PR2-X-09.esci-refuses.enrollment   | an enrollment whose place is a number  | E_SCHEMA      |

    @PR2-X-09.esci-longest @dut:esci @boundary
    Scenario: The longest event there is passes the ESCI
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility announces an event of a whole day in 96 quarters of an hour
      Then the ESCI hands the event to the PEV as it came, within 5 seconds

    @PR2-X-09.esci-repeats @dut:esci @fault
    Scenario: What nobody answers the ESCI says again
      Given the ESCI knows the enrollment, and no PEV is connected
      And the utility leaves every ConnectionNotice unanswered
      When the PEV is plugged in
      Then the ESCI sends the same ConnectionNotice again, three times and 10 seconds apart

    @PR2-X-09.esci-report-lost @dut:esci @fault
    Scenario: A report that is lost once is sent twice
      Given a discharge of 5 kW for 30 minutes is under way
      And the next EventReport from the ESCI is lost
      When the event ends
      Then the ESCI repeats its EventReport until it is answered, and not longer

    @PR2-X-09.utility-answers @dut:utility @positive
    Scenario Outline: The utility answers <message>
      Given a discharge of 5 kW is under way
      When a sound <message> comes to the utility
      Then the utility answers it with Receipt

      Examples:
        | id                                   | message                |
        | PR2-X-09.utility-answers.connection  | ConnectionNotice       |
        | PR2-X-09.utility-answers.report      | AvailabilityReport     |
        | PR2-X-09.utility-answers.confirmed   | DispatchConfirmation   |
        | PR2-X-09.utility-answers.opt-out     | ParticipationNotice    |
        | PR2-X-09.utility-answers.end         | TerminationNotice      |
        | PR2-X-09.utility-answers.settled     | EventReport            |
        | PR2-X-09.utility-answers.preference  | NotificationPreference |

    @PR2-X-09.utility-refuses @dut:utility @negative
    Scenario Outline: The utility says <code> to <what>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When <what> comes to the utility
      Then the utility answers it with <code>
      And the utility still answers

      Examples:
        | id                                    | what                                   | code            |
        | PR2-X-09.utility-refuses.unknown-kind | a message of a kind that nobody knows  | E_UNSUPPORTED   |
        | PR2-X-09.utility-refuses.no-body      | a message without a body               | E_SCHEMA        |
        | PR2-X-09.utility-refuses.elsewhere    | a message that is for somebody else    | E_UNKNOWN_PEV   |
        | PR2-X-09.utility-refuses.no-event     | a notice of an event that nobody knows | E_UNKNOWN_EVENT |
        | PR2-X-09.utility-refuses.cut-off      | a message that was cut off             | E_SCHEMA        |
        | PR2-X-09.utility-refuses.no-json      | a text that is no message              | E_SCHEMA        |
        | PR2-X-09.utility-refuses.a-mebibyte   | a mebibyte of text                     | E_SCHEMA        |

    @PR2-X-09.utility-repeats @dut:utility @fault
    Scenario: What nobody answers the utility says again
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the link between utility and ESCI is cut
      When the operator creates an event of 4 kW in 2 hours, for 1 hour
      Then the utility sends the same EnergySupplyEvent again, three times and 10 seconds apart

    @PR2-X-09.utility-alert-unheard @dut:utility @fault @if:channels=EMAIL
    Scenario: An alert that no gateway answers is said again as the same message
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And nothing is heard from the EMAIL gateway
      When the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the utility repeats its CustomerAlert until it is answered, and not longer

    @PR2-X-09.utility-cancel-lost @dut:utility @fault
    Scenario: A cancel that is lost once is sent twice
      Given a discharge of 5 kW is under way
      And the next EventCancel from the utility is lost
      When the utility cancels the event
      Then the utility repeats its EventCancel until it is answered, and not longer
      And the discharge ends within 25 seconds

    @PR2-X-09.utility-request-lost @dut:utility @fault
    Scenario: A request whose answer is lost is repeated as the same request
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 30 minutes
      And the next DispatchResponse from the ESCI is lost
      When the event starts
      And 1 minute passes
      Then the utility repeats its DispatchRequest until it is answered, and not longer
