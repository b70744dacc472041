@PR2-A @step-2
Feature: Step 2: the utility alerts the customer

  The use case names pager, e-mail, text message, web page "etc."; the list is open, and the customer chooses from it.

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-A-04 @must @utility @source:L18 @source:L67
  Rule: The customer is told once of each piece of news, by each way the customer chose and by no other

    News is a new event, a change of it, or its cancel (steps 1 and 2 tell the same duty twice: step 1 its time, step 2
    its ways, D7). An alert says all that is needed to decide. What does not get through is tried again, up to three
    times and not within a second, and what became of it is kept.

    @PR2-A-04.three-ways @dut:utility @positive @if:channels=EMAIL @if:channels=SMS @if:channels=PHONE
    Scenario: Three ways chosen, three alerts
      Given the customer wants alerts by EMAIL, SMS and PHONE
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the customer is told once of the event by EMAIL, SMS and PHONE, and by no other way
      And the utility has it on record that the alert by EMAIL, SMS and PHONE was delivered

    @PR2-A-04.four-ways @dut:utility @boundary @if:channels=EMAIL @if:channels=SMS @if:channels=PHONE @if:channels=APP
    Scenario: Four ways chosen, four alerts
      Given the customer wants alerts by EMAIL, SMS, PHONE and APP
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the customer is told once of the event by EMAIL, SMS, PHONE and APP, and by no other way

    @PR2-A-04.each-way @dut:utility @positive
    Scenario Outline: <way> is a way to be told
      Given the customer wants alerts by <way>
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 2 hours, for 1 hour
      Then the customer is told once of the event by <way>, and by no other way

      @if:channels=PAGER
      Examples:
        | id                        | way   |
        | PR2-A-04.each-way.pager   | PAGER |

      @if:channels=EMAIL
      Examples:
        | id                        | way   |
        | PR2-A-04.each-way.e-mail  | EMAIL |

      @if:channels=SMS
      Examples:
        | id                        | way   |
        | PR2-A-04.each-way.text    | SMS   |

      @if:channels=WEB
      Examples:
        | id                        | way   |
        | PR2-A-04.each-way.web     | WEB   |

    @PR2-A-04.says-all @dut:utility @positive
    Scenario: An alert says all that the customer needs to decide
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 3650 W in 2 hours, for 1837 seconds
      Then the alert says when the event is, for how long, how much is asked, how short the notice is and how to opt out

    @PR2-A-04.change @dut:utility @positive @if:channels=EMAIL @if:channels=SMS
    Scenario: A change is told too
      Given the customer wants alerts by EMAIL and SMS
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      When the operator changes the event to 3 kW
      Then the customer is told once of the change by EMAIL and SMS, and by no other way
      And the alert of the change says that 3 kW are asked

    @PR2-A-04.cancel @dut:utility @positive @if:channels=EMAIL @if:channels=SMS
    Scenario: A cancel is told too
      Given the customer wants alerts by EMAIL and SMS
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      When the utility cancels the event
      Then the customer is told once of the cancel by EMAIL and SMS, and by no other way

    @PR2-A-04.cancel-for-both @dut:utility @positive @if:channels=EMAIL
    Scenario: Each customer of an event is told that it is cancelled
      Given a second customer is enrolled, with a PEV at the same ESCI
      And both PEVs are connected
      And the operator creates an event of 4 kW for both in 30 hours, for 1 hour
      And 1 minute passes
      When the utility cancels the event
      Then the customer is told once of the cancel by EMAIL, and by no other way
      And the second customer is told once of the cancel by EMAIL, and by no other way

    @PR2-A-04.moved @dut:utility @positive @if:channels=EMAIL
    Scenario: Who is told of a change is told the new time
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      When the operator moves the event to 35 hours from now
      Then the alert of the change says when the event is now

    @PR2-A-04.lengthened @dut:utility @positive @if:channels=EMAIL
    Scenario: Who is told of a change is told the new length
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      When the operator changes the length of the event to 4837 seconds
      Then the alert of the change says for how long the event is now

    @PR2-A-04.two-pevs @dut:utility @boundary @if:channels=EMAIL
    Scenario: A customer with two PEVs in an event is told of it once
      Given the customer is enrolled with a second PEV at the same ESCI
      And both PEVs are connected
      When the operator creates an event of 4 kW for both in 30 hours, for 1 hour
      Then the customer is told once of the event by EMAIL, and by no other way

    @PR2-A-04.switched-off @dut:utility @negative @if:channels=EMAIL @if:channels=SMS @if:channels=PHONE
    Scenario: A way that the customer switched off is not used
      Given the customer wants alerts by EMAIL, and has switched SMS and PHONE off
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the customer is told once of the event by EMAIL, and by no other way

    @PR2-A-04.switched-off-for-changes @dut:utility @negative @if:channels=EMAIL @if:channels=SMS @if:channels=PHONE
    Scenario: A way that the customer switched off is not used for a change either
      Given the customer wants alerts by EMAIL, and has switched SMS and PHONE off
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      And 1 minute passes
      When the operator changes the event to 3 kW
      Then the customer is told once of the change by EMAIL, and by no other way

    @PR2-A-04.switched-off-for-cancels @dut:utility @negative @if:channels=EMAIL @if:channels=SMS @if:channels=PHONE
    Scenario: Nor is it used for a cancel
      Given the customer wants alerts by EMAIL, and has switched SMS and PHONE off
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      And 1 minute passes
      When the utility cancels the event
      Then the customer is told once of the cancel by EMAIL, and by no other way

    @PR2-A-04.each-their-own @dut:utility @positive @if:channels=EMAIL @if:channels=SMS @if:channels=APP
    Scenario: Two customers are told each in their own way
      Given a second customer is enrolled, with a PEV at the same ESCI
      And the customer wants alerts by EMAIL
      And the second customer wants alerts by SMS and APP
      And both PEVs are connected
      When the operator creates an event of 4 kW for both in 30 hours, for 1 hour
      Then the customer is told once of the event by EMAIL, and by no other way
      And the second customer is told once of the event by SMS and APP, and by no other way

    @PR2-A-04.not-enrolled @dut:utility @negative
    Scenario Outline: A customer <whose enrollment> is told nothing
      Given a customer <whose enrollment>
      And the PEV is connected
      When the operator creates an event of 4 kW in 2 hours, for 1 hour
      Then the customer is told nothing for 3 hours

      Examples:
        | id                                  | whose enrollment            |
        | PR2-A-04.not-enrolled.none          | who is not enrolled         |
        | PR2-A-04.not-enrolled.ended         | whose enrollment has ended  |
        | PR2-A-04.not-enrolled.other-program | enrolled in another program |

    @PR2-A-04.suspended @dut:utility @negative @if:channels=EMAIL
    Scenario: A customer whose enrollment is suspended is told nothing while the other one is
      Given a second customer is enrolled, with a PEV at the same ESCI
      And the second customer's enrollment is suspended
      And both PEVs are connected
      When the operator creates an event of 4 kW for both in 2 hours, for 30 minutes
      Then the customer is told once of the event by EMAIL, and by no other way
      And the second customer is told nothing for 3 hours

    @PR2-A-04.no-way-chosen @dut:utility @boundary
    Scenario: A customer who chose no way is told nothing
      Given the customer has named no way to be told
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 2 hours, for 30 minutes
      Then the customer is told nothing for 3 hours

    @PR2-A-04.gateway-down @dut:utility @fault @if:channels=EMAIL @if:channels=SMS
    Scenario: One way that is down is tried again and does not hold up the others
      Given the customer wants alerts by EMAIL and SMS
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      When no alert gets through by EMAIL
      And the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the alert by EMAIL is tried again, three times at most
      And the alert by SMS is tried once
      And the utility has it on record that the alert by EMAIL failed
      And the utility has it on record that the alert by SMS was delivered

    @PR2-A-04.after-a-failure @dut:utility @fault @if:channels=EMAIL @if:channels=SMS
    Scenario: After one way has failed the next news goes by each way again
      Given the customer wants alerts by EMAIL and SMS
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And no alert gets through by EMAIL
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      And 10 minutes pass
      When the operator changes the event to 3 kW
      Then the customer is told once of the change by EMAIL and SMS, and by no other way

    @PR2-A-04.gateway-silent @dut:utility @fault @if:channels=EMAIL
    Scenario: A gateway that never answers is given up after three repeats
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When nothing is heard from the EMAIL gateway
      And the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the alert by EMAIL is tried again, three times at most
      And the utility has it on record that the alert by EMAIL failed

    @PR2-A-04.given-up-before-a-restart @dut:utility @fault @if:channels=EMAIL
    Scenario: An alert that was given up is not tried anew because the utility restarts
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And no alert gets through by EMAIL
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      And 10 minutes pass
      When the utility restarts
      And 10 minutes pass
      Then the alert by EMAIL is tried again, three times at most

    @PR2-A-04.gateway-recovers @dut:utility @fault @if:channels=EMAIL
    Scenario: A gateway that comes back delivers
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the first alert by EMAIL does not get through
      And the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the alert by EMAIL is tried twice
      And the customer is told once of the event by EMAIL, and by no other way
      And the utility has it on record that the alert by EMAIL was delivered

    @PR2-A-04.of-each-event @dut:utility @positive @if:channels=EMAIL
    Scenario: What became of the alert of one event says nothing of the alert of the next
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator creates an event of 4 kW in 30 hours, for 1 hour
      And 10 minutes pass
      When no alert gets through by EMAIL
      And the operator creates an event of 3 kW in 50 hours, for 1 hour
      And 10 minutes pass
      Then the utility has it on record that the alert of the first event by EMAIL was delivered
      And the utility has it on record that the alert by EMAIL failed

    @PR2-A-04.handed-on @dut:utility @boundary @if:channels=EMAIL
    Scenario: An alert that its gateway has handed on is not tried again
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the EMAIL gateway hands every alert on and hears no more of it
      And the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the alert by EMAIL is tried once
      And the utility has it on record that the alert by EMAIL was delivered

    @PR2-A-04.anothers-word @dut:utility @fault @if:channels=EMAIL @if:channels=SMS
    Scenario: What one gateway says of another's alert counts for nothing
      Given the customer wants alerts by EMAIL and SMS
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And nothing is heard from the SMS gateway
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      When the EMAIL gateway says that the alert by SMS was delivered
      Then the alert by SMS is tried again, three times at most
      And the utility has it on record that the alert by SMS failed


    @PR2-A-04.receipt-lost @dut:utility @fault @if:channels=EMAIL
    Scenario: An alert whose receipt is lost is repeated as the same alert
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the next receipt of the EMAIL gateway is lost
      And the operator creates an event of 4 kW in 30 hours, for 1 hour
      Then the alert by EMAIL is tried twice
      And the customer is told once of the event by EMAIL, and by no other way

    @PR2-A-04.created-twice @dut:utility @fault @if:channels=EMAIL
    Scenario: An event that is called twice is told once
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator has created an event of 4 kW in 30 hours, for 1 hour
      When the operator creates another event under the id of the first, of 4 kW in 30 hours, for 1 hour
      Then the customer is told once of the event by EMAIL, and by no other way
