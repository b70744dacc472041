@PR2-X
Feature: What a device knows of people stays with it

  Whose vehicle it is, where it stands and which keys open what is nothing that the grid needs to know. The use case has
  messages and alerts pass many hands.

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-X-11 @must @pev @esci @utility
  Rule: Neither messages, alerts nor logs hold a vehicle's number, its precise position or a token

    Each device is told such things in secret and then watched for them: in the course of an event, in its records and
    its log, and where it refuses a message that holds them. A digest in place of a number gives nothing away.

    @PR2-X-11.nothing-private @dut:pev @positive
    Scenario: Nothing private is in what the PEV says and logs in the course of an event
      Given a discharge of 5 kW is under way
      When the customer opts out at the PEV
      And the cable is pulled
      Then nothing that the PEV has said or logged is private

    @PR2-X-11.told @dut:pev @negative
    Scenario: What the PEV knows it says to nobody
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the PEV knows the number of the vehicle, where it stands and a token
      And the PEV is connected
      And a discharge of 5 kW is under way
      When the customer stops the discharge at the PEV
      And the cable is pulled
      Then the PEV has told the secret to nobody

    @PR2-X-11.fault @dut:pev @fault
    Scenario: A fault of the PEV brings nothing private to light
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the PEV knows the number of the vehicle
      And the PEV is connected
      And a discharge of 5 kW is under way
      When a ground fault occurs in the PEV
      And 1 minute passes
      Then the PEV has told the secret to nobody

    @PR2-X-11.digest @dut:pev @boundary
    Scenario: A digest of the number is an id like any other
      Given the PEV knows the number of the vehicle
      And the PEV is connected
      When an event of 4 kW in 2 hours, for 1 hour, bears a digest of the secret as its id
      Then the PEV answers the event under that id
      And the PEV has told the secret to nobody

    @PR2-X-11.refused @dut:pev @fault
    Scenario Outline: Refusing <what>, the PEV does not repeat it
      Given the PEV knows the number of the vehicle
      And the PEV is connected
      When <what> comes to the PEV
      Then the PEV answers it with <code>
      And the PEV has told the secret to nobody

      Examples:
        | id                       | what                                          | code                      |
        | PR2-X-11.refused.bare    | a text that is nothing but the secret         | E_SCHEMA                  |
        | PR2-X-11.refused.cut-off | a message that breaks off within the secret   | E_SCHEMA                  |
        | PR2-X-11.refused.kind    | a message of a kind named like the secret     | E_UNSUPPORTED or E_SCHEMA |
        | PR2-X-11.refused.id      | a message with the secret where an id belongs | E_SCHEMA                  |
        | PR2-X-11.refused.time    | a message that calls the secret a time        | E_SCHEMA                  |
        | PR2-X-11.refused.sender  | a message from a sender named like the secret | E_UNAUTHORIZED            |
        | PR2-X-11.refused.member  | a message with a member named like the secret | E_SCHEMA                  |

    @PR2-X-11.commands-refused @dut:pev @fault
    Scenario: Refusing what it cannot do, the PEV says nothing private
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the PEV knows the number of the vehicle
      And the PEV is connected
      And a discharge of 5 kW is under way
      And a change to 4 kW comes late, with the revision of the request
      And the utility changes the event to 4 kW in revision 2
      And revision 1 of the event comes late, asking for 3 kW
      And the utility asks for 20 kW, which the PEV has to refuse
      And the utility changes a request that it never made to 3 kW
      And the utility cancels an event that it never announced
      And the utility cancels the event
      And 1 minute passes
      When the utility requests 5 kW anew for the rest of the event
      Then the PEV has told the secret to nobody

    @PR2-X-11.esci-nothing-private @dut:esci @positive
    Scenario: Nothing private is in what the ESCI says and logs in the course of an event
      Given a discharge of 5 kW is under way
      When the customer opts out at the EVSE
      And the cable is pulled
      Then nothing that the ESCI has said or logged is private

    @PR2-X-11.esci-told @dut:esci @negative
    Scenario: What the ESCI knows it says to nobody
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the ESCI knows the number of the vehicle, where it stands and a token
      And the PEV is connected
      And a discharge of 5 kW is under way
      When the customer opts out at the EVSE
      And the cable is pulled
      Then the ESCI has told the secret to nobody

    @PR2-X-11.esci-digest @dut:esci @boundary
    Scenario: A digest of the number passes the ESCI as an id like any other
      Given the ESCI knows the number of the vehicle
      And the PEV is connected
      When an event of 4 kW in 2 hours, for 1 hour, bears a digest of the secret as its id
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds
      And the ESCI has told the secret to nobody

    @PR2-X-11.esci-refused @dut:esci @fault
    Scenario Outline: Refusing <what>, the ESCI does not repeat it
      Given the ESCI knows the number of the vehicle
      And the PEV is connected
      When <what> comes to the ESCI
      Then the ESCI answers it with <code>
      And the ESCI has told the secret to nobody

      Examples:
        | id                            | what                                          | code                      |
        | PR2-X-11.esci-refused.bare    | a text that is nothing but the secret         | E_SCHEMA                  |
        | PR2-X-11.esci-refused.cut-off | a message that breaks off within the secret   | E_SCHEMA                  |
        | PR2-X-11.esci-refused.kind    | a message of a kind named like the secret     | E_UNSUPPORTED or E_SCHEMA |
        | PR2-X-11.esci-refused.id      | a message with the secret where an id belongs | E_SCHEMA                  |
        | PR2-X-11.esci-refused.time    | a message that calls the secret a time        | E_SCHEMA                  |
        | PR2-X-11.esci-refused.sender  | a message from a sender named like the secret | E_UNAUTHORIZED            |
        | PR2-X-11.esci-refused.member  | a message with a member named like the secret | E_SCHEMA                  |

    @PR2-X-11.esci-token @dut:esci @fault
    Scenario: The token of an attestation that comes to nothing is not repeated
      Given the ESCI knows the number of the vehicle
      And the PEV is connected
      When an attestation whose token is the secret comes to the ESCI
      Then the ESCI has told the secret to nobody

    @PR2-X-11.utility-nothing-private @dut:utility @positive
    Scenario: Nothing private is in what the utility says, alerts and logs in the course of an event
      Given the customer wants alerts by EMAIL and SMS
      And a discharge of 5 kW is under way
      When the operator changes the event to 4 kW
      And 1 minute passes
      And the utility cancels the event
      And 1 minute passes
      Then nothing that the utility has said or logged is private

    @PR2-X-11.utility-told @dut:utility @negative
    Scenario: What the utility knows it says to nobody, and alerts nobody of it
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the customer wants alerts by EMAIL and SMS
      And the utility knows the number of the vehicle, where it stands and a token
      And the PEV is connected
      And a discharge of 5 kW is under way
      When the operator changes the event to 4 kW
      And 1 minute passes
      And the utility cancels the event
      Then the utility has told the secret to nobody

    @PR2-X-11.utility-digest @dut:utility @boundary
    Scenario: An event may bear a digest of the number as its id
      Given the utility knows the number of the vehicle
      And the PEV is connected
      When an event of 4 kW in 2 hours, for 1 hour, bears a digest of the secret as its id
      Then the utility has sent the EnergySupplyEvent under that id
      And the utility has told the secret to nobody

    @PR2-X-11.utility-refused @dut:utility @fault
    Scenario Outline: Refusing <what>, the utility does not repeat it
      Given the utility knows the number of the vehicle
      And the PEV is connected
      When <what> comes to the utility
      Then the utility answers it with <code>
      And the utility has told the secret to nobody

      Examples:
        | id                               | what                                          | code                      |
        | PR2-X-11.utility-refused.bare    | a text that is nothing but the secret         | E_SCHEMA                  |
        | PR2-X-11.utility-refused.cut-off | a message that breaks off within the secret   | E_SCHEMA                  |
        | PR2-X-11.utility-refused.kind    | a message of a kind named like the secret     | E_UNSUPPORTED or E_SCHEMA |
        | PR2-X-11.utility-refused.id      | a message with the secret where an id belongs | E_SCHEMA                  |
        | PR2-X-11.utility-refused.time    | a message that calls the secret a time        | E_SCHEMA                  |
        | PR2-X-11.utility-refused.sender  | a message from a sender named like the secret | E_UNAUTHORIZED            |
        | PR2-X-11.utility-refused.member  | a message with a member named like the secret | E_SCHEMA                  |
