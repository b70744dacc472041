@PR2-X
Feature: More messages than a device can take do it no harm

  The use case sets no bounds to how often anybody may speak. A device declares how many messages a second it takes from
  one sender; beyond that it must stay in command of itself.

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-X-10 @must @pev @esci @utility
  Rule: Up to its declared rate a device takes everything; above it, it says that it is busy and until when

    Whatever the flood, each message is answered. Of the commands of one dispatch the newest is kept and the older ones
    are refused, and what stops a discharge is never refused. What an ESCI only passes on is for the receiver to limit.

    @PR2-X-10.at-rate @dut:pev @positive
    Scenario: At its rate the PEV takes every message
      Given the PEV is connected
      When messages come to the PEV at its rate for 2 seconds
      Then the PEV takes every one of them

    @PR2-X-10.exact @dut:pev @boundary
    Scenario: A whole second's messages at one instant are no more than it declares
      Given the PEV is connected
      When as many messages as it takes in a second come to the PEV at once
      Then the PEV takes every one of them

    @PR2-X-10.one-more @dut:pev @boundary
    Scenario: One more than that is refused as busy
      Given the PEV is connected
      When one message more than it takes in a second comes to the PEV at once
      Then the PEV refuses one of them as busy until a time it names

    @PR2-X-10.repeats-beside @dut:pev @boundary
    Scenario: What it has answered before does not count when it comes again
      Given the PEV is connected
      And 10 copies of the last ConnectionNotice reach the PEV at once
      When as many messages as it takes in a second come to the PEV at once
      Then the PEV takes every one of them

    @PR2-X-10.twice @dut:pev @negative
    Scenario: At twice its rate the PEV takes what it can and says so of the rest
      Given the PEV is connected
      When messages come to the PEV at twice its rate for 2 seconds
      Then the PEV takes what it can in 2 seconds, and refuses the rest as busy until a time it names
      When 2 seconds pass
      Then the PEV still answers

    @PR2-X-10.afterwards @dut:pev @negative
    Scenario: What was refused is taken when it is said anew at the time named
      Given the PEV is connected
      And messages come to the PEV at twice its rate for 2 seconds
      When what was refused is said anew once the time named is over
      Then the PEV takes what was said anew

    @PR2-X-10.newest @dut:pev @negative
    Scenario: Of changes at twice its rate the newest is obeyed
      Given a discharge of 5 kW is under way
      When changes of the request are sent at twice the rate of the PEV for 2 seconds, the last of them to 4 kW
      Then the PEV takes the newest of them
      And the discharge comes to 4 kW

    @PR2-X-10.burst @dut:pev @fault
    Scenario: A burst of a hundred leaves the PEV on its feet
      Given the PEV is connected
      When 100 messages come to the PEV at once
      Then the PEV answers every one of them
      When 2 seconds pass
      Then the PEV still answers

    @PR2-X-10.burst-of-changes @dut:pev @fault
    Scenario: Of a hundred changes at once the last one is obeyed
      Given a discharge of 5 kW is under way
      When 100 changes of the request are sent at once, the last of them to 3500 W
      Then the PEV takes the newest of them
      And the discharge comes to 3500 W

    @PR2-X-10.cancel @dut:pev @fault
    Scenario: A cancel in the midst of a hundred changes stops the discharge
      Given a discharge of 5 kW is under way
      When the cancel of the event is sent in the midst of 100 changes of the request
      Then the PEV takes the cancel
      And the discharge ends within 25 seconds

    @PR2-X-10.esci-at-rate @dut:esci @positive
    Scenario: At its rate the ESCI takes every message
      Given the PEV is connected
      When messages come to the ESCI at its rate for 2 seconds
      Then the ESCI takes every one of them

    @PR2-X-10.esci-exact @dut:esci @boundary
    Scenario: A whole second's messages at one instant are no more than the ESCI declares
      Given the PEV is connected
      When as many messages as it takes in a second come to the ESCI at once
      Then the ESCI takes every one of them

    @PR2-X-10.esci-each-sender @dut:esci @boundary
    Scenario: What one sender says takes nothing from what another may say
      Given the PEV is connected
      And as many messages as it takes in a second come to the ESCI at once
      When a sound DischargePreference comes to the ESCI
      Then the ESCI takes it

    @PR2-X-10.esci-one-more @dut:esci @boundary
    Scenario: One more than that the ESCI refuses as busy
      Given the PEV is connected
      When one message more than it takes in a second comes to the ESCI at once
      Then the ESCI refuses one of them as busy until a time it names

    @PR2-X-10.esci-twice @dut:esci @negative
    Scenario: At twice its rate the ESCI takes what it can and says so of the rest
      Given the PEV is connected
      When messages come to the ESCI at twice its rate for 2 seconds
      Then the ESCI takes what it can in 2 seconds, and refuses the rest as busy until a time it names
      When 2 seconds pass
      Then the ESCI still answers

    @PR2-X-10.esci-afterwards @dut:esci @negative
    Scenario: What the ESCI refused it takes when it is said anew at the time named
      Given the PEV is connected
      And messages come to the ESCI at twice its rate for 2 seconds
      When what was refused is said anew once the time named is over
      Then the ESCI takes what was said anew

    @PR2-X-10.esci-burst @dut:esci @fault
    Scenario: A burst of a hundred leaves the ESCI on its feet
      Given the PEV is connected
      When 100 messages come to the ESCI at once
      Then the ESCI answers every one of them
      When 2 seconds pass
      Then the ESCI still answers

    @PR2-X-10.esci-newest @dut:esci @fault
    Scenario: Of a hundred changes at once the ESCI loses all but the last at most
      Given a discharge of 5 kW is under way
      When 100 changes of the request are sent at once, the last of them to 3500 W
      Then the PEV takes the newest of them
      And the discharge comes to 3500 W

    @PR2-X-10.esci-cancel @dut:esci @fault
    Scenario: A cancel in the midst of a hundred changes passes the ESCI
      Given a discharge of 5 kW is under way
      When the cancel of the event is sent in the midst of 100 changes of the request
      Then the PEV takes the cancel
      And the discharge ends within 25 seconds

    @PR2-X-10.utility-at-rate @dut:utility @positive
    Scenario: At its rate the utility takes every message
      Given the PEV is connected
      When messages come to the utility at its rate for 2 seconds
      Then the utility takes every one of them

    @PR2-X-10.utility-exact @dut:utility @boundary
    Scenario: A whole second's messages at one instant are no more than the utility declares
      Given the PEV is connected
      When as many messages as it takes in a second come to the utility at once
      Then the utility takes every one of them

    @PR2-X-10.utility-each-sender @dut:utility @boundary
    Scenario: What one sender says to the utility takes nothing from what another may say
      Given the PEV is connected
      And as many messages as it takes in a second come to the utility at once
      When a sound NotificationPreference comes to the utility
      Then the utility takes it

    @PR2-X-10.utility-one-more @dut:utility @boundary
    Scenario: One more than that the utility refuses as busy
      Given the PEV is connected
      When one message more than it takes in a second comes to the utility at once
      Then the utility refuses one of them as busy until a time it names

    @PR2-X-10.utility-twice @dut:utility @negative
    Scenario: At twice its rate the utility takes what it can and says so of the rest
      Given the PEV is connected
      When messages come to the utility at twice its rate for 2 seconds
      Then the utility takes what it can in 2 seconds, and refuses the rest as busy until a time it names
      When 2 seconds pass
      Then the utility still answers

    @PR2-X-10.utility-afterwards @dut:utility @negative
    Scenario: What the utility refused it takes when it is said anew at the time named
      Given the PEV is connected
      And messages come to the utility at twice its rate for 2 seconds
      When what was refused is said anew once the time named is over
      Then the utility takes what was said anew

    @PR2-X-10.utility-burst @dut:utility @fault
    Scenario: A burst of a hundred leaves the utility on its feet, and its event goes on
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 30 minutes
      When 100 messages come to the utility at once
      Then the utility answers every one of them
      When the event starts
      Then the utility has sent one DispatchRequest for the event
