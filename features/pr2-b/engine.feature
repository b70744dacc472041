@PR2-B @engine
Feature: Keeping the charge up with a combustion engine, or stopping at the floor

  Background:
    Given a home with an automated isolation switch, for which the tester speaks

  @PR2-B-09 @must @pev @source:L117 @if:scenarios=PR2-B
  Rule: An engine runs only to keep the charge up and only where its exhaust gets out; without one the supply stops at the floor

    The engine starts at P_ICE_ON or before a higher floor is reached, and stops at P_ICE_OFF, or when its fuel is out.
    It never starts unless ventilation is confirmed, and an alarm for carbon monoxide stops it. A PEV without an engine
    warns near the floor, stops at it and says so. What is about an engine is owed only by a PEV that has one (D29).

    @PR2-B-09.starts @dut:pev @positive @if:hasIce
    Scenario: With ventilation confirmed the engine starts before the floor is reached, and the supply goes on
      Given a PEV with a battery of 10 kWh and 33 % charge
      And a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      When the home draws 4 kW
      Then the engine starts within 1 hour at 28 % or less
      And voltage and frequency of the home hold at 4 kW for 1 hour

    @PR2-B-09.starts-at @dut:pev @boundary @if:hasIce
    Scenario: With the floor far below, the engine starts when its own level is reached and not before
      Given a PEV of 10 kWh with 30 % charge and a floor of 15 %
      And a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home down to 15 % at the tester's request
      And the engine bay is ventilated
      When the home draws 4 kW
      Then the engine starts within 1 hour between 23 % and 25 %

    @PR2-B-09.stops @dut:pev @boundary @if:hasIce
    Scenario: The engine rests again only when the charge is well above the level at which it starts
      Given a PEV with a battery of 10 kWh and 28 % charge
      And a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      And the home draws 4 kW
      When the engine has started
      Then the engine stops within 4 hours at 35 % or more
      And the PEV reports the supply as it is for 61 seconds
      And voltage and frequency of the home hold at 4 kW for 10 minutes

    @PR2-B-09.tells @dut:pev @positive @if:hasIce
    Scenario: The PEV tells that its engine runs
      Given a PEV with a battery of 10 kWh and 28 % charge
      And a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      And the home draws 4 kW
      When the engine has started
      Then the PEV sends an EmergencyGenerationStatus within 61 seconds:
        | state       | ICE_ASSIST |
        | ice.running | true       |

    @PR2-B-09.tells-its-alarm @dut:pev @positive @if:hasIce
    Scenario: The PEV tells of an alarm, and whether its exhaust gets out
      Given a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      And 2 minutes pass
      And carbon monoxide is found
      When the engine bay is no longer ventilated
      Then the PEV sends an EmergencyGenerationStatus within 61 seconds:
        | ice.coAlarm    | true  |
        | ice.ventilated | false |

    @PR2-B-09.tells-its-fuel @dut:pev @positive @if:hasIce
    Scenario: What fuel it has the PEV tells as it is, if it does
      Given a PEV with a combustion engine and 20 % of fuel
      And the PEV supplies the home at the tester's request
      When 1 second passes
      Then the PEV reports the supply as it is for 2 minutes

    @PR2-B-09.no-need @dut:pev @boundary @if:hasIce
    Scenario: While the charge is above the level to start the engine rests
      Given a PEV with a combustion engine and 60 % of fuel
      And a PEV with 60 % charge
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      When the home draws 4 kW
      Then the engine does not start for 2 hours

    @PR2-B-09.need-over @dut:pev @boundary @if:hasIce
    Scenario: An engine that ran in one island does not start in the next before the charge asks for it
      Given a PEV with a battery of 10 kWh and 28 % charge
      And a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      And the home draws 4 kW
      And the engine has started
      And the ESCI ends the backup
      And 1 minute passes
      And the charge of the PEV has risen to 800 Wh above the floor
      When the ESCI asks for backup once more, on a new report
      Then the engine does not start for 5 minutes

    @PR2-B-09.garage @dut:pev @negative @if:hasIce
    Scenario: In an enclosed garage the engine never starts, and the supply ends at the floor
      Given a PEV with a battery of 10 kWh and 33 % charge
      And a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home at the tester's request
      When the home draws 4 kW
      Then the engine does not start for 1 hour
      And the voltage of the home is gone within 1 hour

    @PR2-B-09.ventilation-lost @dut:pev @fault @if:hasIce
    Scenario: An engine whose exhaust no longer gets out stops, and rests
      Given a PEV with a battery of 10 kWh and 28 % charge
      And a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      And the home draws 4 kW
      And the engine has started
      When the engine bay is no longer ventilated
      Then the engine stops within 5 seconds
      And the engine does not start for 30 minutes

    @PR2-B-09.alarm-before @dut:pev @negative @if:hasIce
    Scenario: While carbon monoxide is found the engine does not start, ventilated or not
      Given a PEV with a battery of 10 kWh and 33 % charge
      And a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home at the tester's request
      And carbon monoxide is found
      And the engine bay is ventilated
      When the home draws 4 kW
      Then the engine does not start for 1 hour
      And the voltage of the home is gone within 1 hour

    @PR2-B-09.no-fuel @dut:pev @negative @if:hasIce
    Scenario: Without fuel the engine does not start, and the supply ends at the floor
      Given a PEV with a battery of 10 kWh and 33 % charge
      And a PEV with a combustion engine and 0 % of fuel
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      When the home draws 4 kW
      Then the engine does not start for 1 hour
      And the voltage of the home is gone within 1 hour

    @PR2-B-09.alarm @dut:pev @fault @if:hasIce
    Scenario: An alarm for carbon monoxide stops the engine
      Given a PEV with a battery of 10 kWh and 28 % charge
      And a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      And the home draws 4 kW
      And the engine has started
      When carbon monoxide is found
      Then the engine stops within 5 seconds
      And the engine does not start for 30 minutes

    @PR2-B-09.fuel-out @dut:pev @fault @if:hasIce
    Scenario: With the fuel used up the engine stops and the supply goes on to the floor only
      Given a PEV with a battery of 10 kWh and 28 % charge
      And a PEV with a combustion engine and 8 % of fuel
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      And the home draws 6 kW
      And the engine has started
      When the fuel runs out
      Then the engine stops within 10 seconds
      And the voltage of the home is gone within 2 hours

    @PR2-B-09.crank @dut:pev @fault @if:hasIce
    Scenario: An engine that fails to start three times is given up
      Given a PEV with a battery of 10 kWh and 28 % charge
      And a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      And the engine will fail to start 3 times
      When the home draws 4 kW
      Then the engine does not start for 1 hour
      And the voltage of the home is gone within 1 hour

    @PR2-B-09.crank-twice @dut:pev @boundary @if:hasIce
    Scenario: An engine that fails twice starts at the third attempt
      Given a PEV with a battery of 10 kWh and 28 % charge
      And a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      And the engine will fail to start 2 times
      When the home draws 4 kW
      Then the engine starts within 10 minutes at 28 % or less

    @PR2-B-09.floor @dut:pev @positive
    Scenario: A PEV without an engine stops at the floor and says so
      Given a PEV with a battery of 10 kWh and 37 % charge
      And the PEV supplies the home at the tester's request
      When the home draws 4 kW
      Then the PEV sends a GenerationStop within 1 hour:
        | reason | SOC_MIN |
      And the voltage of the home is gone within 1 hour
      And the state of charge has stayed at 25 % or more

    @PR2-B-09.warnings @dut:pev @boundary
    Scenario: Ten and five per cent above the floor the ESCI is warned
      Given a PEV with a battery of 10 kWh and 37 % charge
      And the PEV supplies the home at the tester's request
      When the home draws 6 kW
      Then the PEV reports its charge at 35 % and at 30 % within 1 hour

    @PR2-B-09.warnings-again @dut:pev @boundary
    Scenario: In the next outage the ESCI is warned like in the first
      Given a PEV with a battery of 10 kWh and 37 % charge
      And the PEV supplies the home at the tester's request
      And the ESCI ends the backup
      And 1 minute passes
      And the ESCI asks for backup once more, on a new report
      When the home draws 6 kW
      Then the PEV reports its charge at 35 % and at 30 % within 1 hour
