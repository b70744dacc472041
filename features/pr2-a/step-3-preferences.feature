@PR2-A @step-3
Feature: Step 3: the utility keeps track of how customers want to be told

  A standing duty rather than a step in a row (D8): at any time the utility knows what each customer wants, since when,
  and what it was before.

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-A-02 @must @utility @source:L17 @source:L72
  Rule: What a customer wants is kept with its version and its time, and what holds at the moment of sending counts

    A later version replaces an earlier one and does not erase it. What cannot be followed is refused, and the last
    valid preference goes on.

    @PR2-A-02.switched @dut:utility @positive @if:channels=SMS
    Scenario: A customer who changes from e-mail to text messages is told by text message next time
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 2 kW in 30 hours, for 1 hour
      When the customer asks for alerts by SMS from now on
      And the operator creates an event of 2 kW in 33 hours, for 1 hour
      Then the customer is told once of the event by SMS, and by no other way

    @PR2-A-02.taken @dut:utility @positive @if:channels=SMS @if:channels=APP
    Scenario: The utility says that it took the new preference
      Given the PEV is connected
      When the customer asks for alerts by SMS and APP from now on
      Then the utility takes the preference

    @PR2-A-02.history @dut:utility @positive @if:channels=EMAIL @if:channels=SMS
    Scenario: The utility can tell what the customer wanted at any time
      Given the PEV is connected
      When the customer asks for alerts by SMS from now on
      And 3 hours pass
      And the customer asks for alerts by EMAIL and SMS from now on
      And 30 hours pass
      And the customer asks for alerts by EMAIL from now on
      And 1 hour passes
      Then the utility can tell every version of the preference and since when it held

    @PR2-A-02.history-in-full @dut:utility @boundary @if:channels=EMAIL @if:channels=SMS
    Scenario: The utility can tell all that the customer wanted, closed ways and quiet hours included
      Given the customer wants no alerts from 22:00 to 06:00 in UTC, except in an emergency
      And the PEV is connected
      When the customer asks for alerts by SMS and EMAIL, in the same quiet hours
      And 1 hour passes
      And the customer wants no more alerts from now on
      And 1 hour passes
      And the customer asks for alerts by EMAIL, in the language fi
      And 1 hour passes
      Then the utility can tell every version of the preference and since when it held

    @PR2-A-02.history-of-each @dut:utility @boundary @if:channels=SMS @if:channels=PHONE
    Scenario: What two customers wanted is known of each of them
      Given a second customer is enrolled, with a PEV at the same ESCI
      And both PEVs are connected
      When the customer asks for alerts by SMS from now on
      And 3 hours pass
      And the second customer asks for alerts by PHONE from now on
      And 1 hour passes
      Then the utility can tell every version of the preference and since when it held
      And the same of the second customer


    @PR2-A-02.restart @dut:utility @fault @if:channels=SMS
    Scenario: What the customer wants, and wanted before, is known after a restart
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer asks for alerts by SMS from now on
      And 1 hour passes
      When the utility restarts
      And the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the customer is told once of the event by SMS, and by no other way
      And the utility can tell every version of the preference and since when it held

    @PR2-A-02.no-more @dut:utility @positive
    Scenario: A customer who wants no more alerts gets none from then on
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the customer wants no more alerts from now on
      And the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the customer is told nothing for 3 hours

    @PR2-A-02.unknown-way @dut:utility @negative @if:channels=EMAIL
    Scenario: A way that nobody knows is refused, and what held before holds on
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the customer asks for alerts by "TELEGRAM" from now on
      Then the utility refuses the preference with E_SCHEMA
      When the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the customer is told once of the event by EMAIL, and by no other way

    @PR2-A-02.older-version @dut:utility @negative @if:channels=SMS @if:channels=PHONE
    Scenario Outline: Version <version> does not replace version 3
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer has asked for alerts by SMS in version 3
      When the customer asks for alerts by PHONE in version <version>
      Then the utility refuses the preference with E_STALE
      When the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the customer is told once of the event by SMS, and by no other way

      Examples:
        | id                            | version |
        | PR2-A-02.older-version.older  | 2       |
        | PR2-A-02.older-version.same   | 3       |

    @PR2-A-02.tenth-version @dut:utility @boundary @if:channels=EMAIL @if:channels=SMS
    Scenario: Version 10 replaces version 9
      Given the PEV is connected
      And the customer has asked for alerts by EMAIL in version 9
      When the customer asks for alerts by SMS in version 10
      Then the utility takes the preference

    @PR2-A-02.somebody-else @dut:utility @negative @if:channels=EMAIL @if:channels=PHONE
    Scenario: Nobody sets another customer's preference
      Given a second customer is enrolled, with a PEV at the same ESCI
      And both PEVs are connected
      When the second customer asks for the first to be told by PHONE
      Then the utility refuses the preference with E_UNAUTHORIZED
      When the operator creates an event of 4 kW for both in 30 hours, for 1 hour
      Then the customer is told once of the event by EMAIL, and by no other way

    @PR2-A-02.same-second @dut:utility @boundary @if:channels=SMS @if:channels=APP
    Scenario: Of two versions in the same second as the event the higher one counts
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the customer asks for alerts by APP in version 3 and for alerts by SMS in version 2, in the same second
      And the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the customer is told once of the event by APP, and by no other way

    @PR2-A-02.just-after @dut:utility @boundary @if:channels=EMAIL @if:channels=SMS
    Scenario: A version that comes just after an alert does not change that alert
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 30 hours, for 1 hour
      And the customer asks for alerts by SMS from now on
      Then the customer is told once of the event by EMAIL, and by no other way

    @PR2-A-02.while-it-waits @dut:utility @boundary @if:channels=EMAIL @if:channels=SMS
    Scenario: An alert that waits for the morning goes by what the customer wants in the morning
      Given the customer wants no alerts from 22:00 to 06:00 in UTC
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it is 23:30 UTC
      And the operator creates an event of 4 kW in 40 hours, for 1 hour
      And 10 minutes pass
      When the customer asks for alerts by SMS, in the same quiet hours
      Then the customer is told once by SMS, not before 06:00 UTC

    @PR2-A-02.lifted @dut:utility @boundary @if:channels=EMAIL
    Scenario: A version that names no quiet hours ends those of the version before
      Given the customer wants no alerts from 22:00 to 06:00 in UTC
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer asks for alerts by EMAIL from now on
      When it is 23:30 UTC
      And the operator creates an event of 4 kW in 40 hours, for 1 hour
      Then the customer is told at once by EMAIL

    @PR2-A-02.once @dut:utility @fault @if:channels=SMS
    Scenario: A preference that arrives twice is one version
      Given the PEV is connected
      When the customer asks for alerts by SMS from now on, and the message arrives twice
      And 1 hour passes
      Then the utility can tell every version of the preference and since when it held

  @PR2-A-03 @must @utility @source:L17
  Rule: Nobody is told by a way they did not agree to, and the event does not wait for that

    A customer without an open way is told nothing, and the utility writes down that there was none. In the customer's
    quiet hours an alert waits, as long as the notice that its class owes is kept; where it cannot wait it is not sent
    either. Only an emergency breaks quiet hours, and only where the customer allowed it. The PEV's own event goes out
    in every case.

    @PR2-A-03.all-off @dut:utility @negative @if:channels=EMAIL @if:channels=SMS
    Scenario: With every way switched off nobody is told, and the PEV still gets the event
      Given the customer has switched EMAIL and SMS off
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 2 hours, for 30 minutes
      Then the utility sends the event to the PEV within 10 seconds, with its start, its length and its power
      And the customer is told nothing for 3 hours
      And the utility has it on record that there was no way to tell the customer

    @PR2-A-03.no-preference @dut:utility @boundary
    Scenario: A customer who never said how to be told is not told
      Given the customer has named no way to be told
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 2 hours, for 30 minutes
      Then the utility sends the event to the PEV within 10 seconds, with its start, its length and its power
      And the customer is told nothing for 3 hours
      And the utility has it on record that there was no way to tell the customer

    @PR2-A-03.one-of-two @dut:utility @boundary
    Scenario: Where one of two customers cannot be told, both PEVs get the event
      Given a second customer is enrolled, with a PEV at the same ESCI
      And the customer has named no way to be told
      And both PEVs are connected
      When the operator creates an event of 4 kW for both in 2 hours, for 30 minutes
      Then the utility sends the event to each of the PEVs within 10 seconds

    @PR2-A-03.other-is-told @dut:utility @boundary @if:channels=EMAIL
    Scenario: Where one of two customers cannot be told, the other one is
      Given a second customer is enrolled, with a PEV at the same ESCI
      And the customer has named no way to be told
      And both PEVs are connected
      When the operator creates an event of 4 kW for both in 2 hours, for 30 minutes
      Then the second customer is told once of the event by EMAIL, and by no other way


    @PR2-A-03.agreed @dut:utility @positive @if:channels=EMAIL
    Scenario: By an open way the customer is told
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 2 hours, for 1 hour
      Then the customer is told once of the event by EMAIL, and by no other way

    @PR2-A-03.waits @dut:utility @positive @if:channels=EMAIL
    Scenario Outline: At <now> an alert waits for the end of the quiet hours
      Given the customer wants no alerts from <from> to <to> in <zone>
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When it is <now> UTC
      And the operator creates an event of 4 kW in 40 hours, for 1 hour
      Then the utility sends the event to the PEV within 10 seconds, with its start, its length and its power
      And the customer is told once by EMAIL, not before <end> UTC

      Examples:
        | id                            | from  | to    | zone             | now   | end   |
        | PR2-A-03.waits.night          | 22:00 | 06:00 | UTC              | 23:30 | 06:00 |
        | PR2-A-03.waits.first-minute   | 22:00 | 06:00 | UTC              | 22:00 | 06:00 |
        | PR2-A-03.waits.by-day         | 13:00 | 15:00 | UTC              | 14:00 | 15:00 |
        | PR2-A-03.waits.another-zone   | 22:00 | 06:00 | America/Phoenix  | 05:00 | 13:00 |
        | PR2-A-03.waits.to-the-minute  | 22:45 | 06:30 | UTC              | 06:10 | 06:30 |

    @PR2-A-03.waits-in-summer @dut:utility @boundary @if:channels=EMAIL
    Scenario Outline: Quiet hours are those of the clock in <zone>, which is put forward for the summer
      Given the customer wants no alerts from 22:00 to 06:00 in <zone>
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When it is 05:30 in <zone>, in summer time
      And the operator creates an event of 4 kW in 40 hours, for 1 hour
      Then the customer is told once by EMAIL, not before 06:00 in <zone>

      Examples:
        | id                               | zone             |
        | PR2-A-03.waits-in-summer.north   | Europe/Berlin    |
        | PR2-A-03.waits-in-summer.south   | Australia/Sydney |

    @PR2-A-03.over-in-summer @dut:utility @boundary @if:channels=EMAIL
    Scenario Outline: Quiet hours are over by the clock in <zone>, which is put forward for the summer
      Given the customer wants no alerts from 22:00 to 06:00 in <zone>
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When it is 06:00 in <zone>, in summer time
      And the operator creates an event of 4 kW in 40 hours, for 1 hour
      Then the customer is told at once by EMAIL

      Examples:
        | id                              | zone             |
        | PR2-A-03.over-in-summer.north   | Europe/Berlin    |
        | PR2-A-03.over-in-summer.south   | Australia/Sydney |

    @PR2-A-03.waits-over-restart @dut:utility @fault @if:channels=EMAIL
    Scenario: An alert that waits for the end of the quiet hours is not forgotten in a restart
      Given the customer wants no alerts from 22:00 to 06:00 in UTC
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it is 23:30 UTC
      And the operator creates an event of 4 kW in 40 hours, for 1 hour
      And 10 minutes pass
      When the utility restarts
      Then the customer is told once by EMAIL, not before 06:00 UTC

    @PR2-A-03.edge @dut:utility @boundary @if:channels=EMAIL
    Scenario Outline: <when> the quiet hours an alert goes out at once
      Given the customer wants no alerts from 22:00 to 06:00 in UTC
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When it is <now> UTC
      And the operator creates an event of 4 kW in 40 hours, for 1 hour
      Then the customer is told at once by EMAIL

      Examples:
        | id                           | when           | now   |
        | PR2-A-03.edge.minute-before  | A minute before | 21:59 |
        | PR2-A-03.edge.at-the-end     | At the end of  | 06:00 |

    @PR2-A-03.cannot-wait @dut:utility @negative
    Scenario: An alert that cannot wait is not sent in quiet hours
      Given the customer wants no alerts from 22:00 to 06:00 in UTC
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When it is 01:00 UTC
      And the operator creates an event of 4 kW in 2 hours, for 30 minutes
      Then the utility sends the event to the PEV within 10 seconds, with its start, its length and its power
      And the customer is told nothing for 4 hours
      And the utility has it on record that there was no way to tell the customer

    @PR2-A-03.cannot-wait-a-day @dut:utility @negative
    Scenario: An alert that would come less than a day before a planned event is not sent after the quiet hours either
      Given the customer wants no alerts from 22:00 to 06:00 in UTC
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When it is 01:00 UTC
      And the operator creates an event of 4 kW in 26 hours, for 30 minutes
      Then the utility sends the event to the PEV within 10 seconds, with its start, its length and its power
      And the customer is told nothing for 7 hours
      And the utility has it on record that there was no way to tell the customer

    @PR2-A-03.emergency-allowed @dut:utility @positive @if:channels=EMAIL
    Scenario: An emergency breaks the quiet hours of a customer who allowed it
      Given the customer wants no alerts from 22:00 to 06:00 in UTC, except in an emergency
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When it is 01:00 UTC
      And the operator creates an event 30 minutes ahead for RELIABILITY
      Then the customer is told once of the event by EMAIL, and by no other way

    @PR2-A-03.emergency-not-allowed @dut:utility @negative
    Scenario: An emergency does not break the quiet hours of a customer who did not allow it
      Given the customer wants no alerts from 22:00 to 06:00 in UTC
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When it is 01:00 UTC
      And the operator creates an event 30 minutes ahead for RELIABILITY
      Then the customer is told nothing for 4 hours

    @PR2-A-03.change-waits @dut:utility @boundary @if:channels=EMAIL
    Scenario: In quiet hours a customer is not told of a change either
      Given the customer wants no alerts from 22:00 to 06:00 in UTC
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it is 12:00 UTC
      And the operator creates an event of 4 kW in 70 hours, for 1 hour
      And it is 23:30 UTC
      When the operator changes the event to 3 kW
      Then the customer is told nothing for 6 hours
      And the customer is told once of the change by EMAIL, and by no other way

    @PR2-A-03.cancel-waits @dut:utility @boundary @if:channels=EMAIL
    Scenario: In quiet hours a customer is not told of a cancel either
      Given the customer wants no alerts from 22:00 to 06:00 in UTC
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it is 12:00 UTC
      And the operator creates an event of 4 kW in 70 hours, for 1 hour
      And it is 23:30 UTC
      When the utility cancels the event
      Then the customer is told nothing for 6 hours
      And the customer is told once of the cancel by EMAIL, and by no other way

    @PR2-A-03.no-emergency @dut:utility @negative
    Scenario: What is no emergency does not break quiet hours
      Given the customer wants no alerts from 22:00 to 06:00 in UTC, except in an emergency
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When it is 01:00 UTC
      And the operator creates an event 2 hours ahead for RELIABILITY
      Then the customer is told nothing for 4 hours

    @PR2-A-03.all-fail @dut:utility @fault @if:channels=EMAIL @if:channels=SMS
    Scenario: When every way fails, the event goes out and the failure is written down
      Given the customer wants alerts by EMAIL and SMS
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When no alert gets through by EMAIL and SMS
      And the operator creates an event of 4 kW in 2 hours, for 1 hour
      Then the utility sends the event to the PEV within 10 seconds, with its start, its length and its power
      And the alert by EMAIL is tried again, three times at most
      And the utility has it on record that the alert by EMAIL and SMS failed
