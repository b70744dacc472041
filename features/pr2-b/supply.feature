@PR2-B @supply
Feature: The PEV carries the home

  Background:
    Given a home with an automated isolation switch, for which the tester speaks

  @PR2-B-08 @must @pev @source:L117 @if:scenarios=PR2-B
  Rule: The PEV holds voltage and frequency up to its rated power, sheds or stops on overload, and reports

    The flow is reversed: the PEV carries what the home draws. It holds the voltage within P_ISL_V and the frequency
    within P_ISL_F from no load to its rated power, which is the least of all limits and of what was asked for. More than
    that it may carry for a moment only: up to 110 % for 10 s, up to 125 % for 2 s, up to 150 % for half a second. Its
    status is reported every P_MET_INT.

    @PR2-B-08.load @dut:pev @positive
    Scenario Outline: At <load> the home has its voltage
      Given the PEV supplies the home at the tester's request
      And the home draws <load>
      When 1 second passes
      Then voltage and frequency of the home hold at <load> for 10 minutes

      Examples:
        | id                     | load   |
        | PR2-B-08.load.none     | 0 W    |
        | PR2-B-08.load.quarter  | 1500 W |
        | PR2-B-08.load.half     | 3000 W |
        | PR2-B-08.load.most     | 4500 W |

    @PR2-B-08.rated @dut:pev @boundary
    Scenario: At its rated power it goes on
      Given the PEV supplies the home at the tester's request
      And the home draws 6 kW
      When 1 second passes
      Then voltage and frequency of the home hold at 6 kW for 20 minutes

    @PR2-B-08.steps @dut:pev @positive
    Scenario: A load that comes and goes at once does not shake the voltage
      Given the PEV supplies the home at the tester's request
      And the home draws 6 kW
      And 1 minute passes
      And the home draws 0 W
      And 1 minute passes
      When the home draws 6 kW
      Then voltage and frequency of the home hold for 10 minutes

    @PR2-B-08.step @dut:pev @positive
    Scenario Outline: A step from <before> to <after> does not shake the voltage
      Given the PEV supplies the home at the tester's request
      And the home draws <before>
      And 1 minute passes
      When the home draws <after>
      Then voltage and frequency of the home hold for 1 minute

      Examples:
        | id                       | before | after  |
        | PR2-B-08.step.all-on     | 0 W    | 6 kW   |
        | PR2-B-08.step.all-off    | 6 kW   | 0 W    |
        | PR2-B-08.step.half-on    | 1500 W | 4500 W |
        | PR2-B-08.step.half-off   | 4500 W | 1500 W |
        | PR2-B-08.step.last-tenth | 5400 W | 6 kW   |

    @PR2-B-08.overload @dut:pev @boundary
    Scenario Outline: A load of <percent> of the rated power is shed or ends the supply within <time>
      Given the PEV supplies the home at the tester's request
      When the home draws <load>
      Then the load is back at 6 kW or the supply has ended within <time>

      Examples:
        | id                         | percent | load   | time             |
        | PR2-B-08.overload.slight   | 110 %   | 6600 W | 10 seconds       |
        | PR2-B-08.overload.medium   | 125 %   | 7500 W | 2 seconds        |
        | PR2-B-08.overload.strong   | 150 %   | 9 kW   | 500 milliseconds |
        | PR2-B-08.overload.least    | 103 %   | 6180 W | 10 seconds       |
        | PR2-B-08.overload.past-slight | 111 % | 6660 W | 2 seconds        |
        | PR2-B-08.overload.past-medium | 126 % | 7560 W | 500 milliseconds |

    @PR2-B-08.overload-again @dut:pev @fault
    Scenario: An overload that was there before and went is shed like the first
      Given the PEV supplies the home at the tester's request
      And the home draws 7500 W for 200 milliseconds, then 2 kW
      And 1 minute passes
      When the home draws 7500 W
      Then the load is back at 6 kW or the supply has ended within 2 seconds

    @PR2-B-08.short @dut:pev @fault
    Scenario: A short circuit takes the voltage away at once
      Given the PEV supplies the home at the tester's request
      When the home draws 60 kW
      Then the voltage of the home is gone within 500 milliseconds

    @PR2-B-08.inrush @dut:pev @fault
    Scenario: The inrush of a motor is no overload
      Given the PEV supplies the home at the tester's request
      When the home draws 8 kW for 200 milliseconds, then 2 kW
      And 1 second passes
      Then voltage and frequency of the home hold at 2 kW for 5 minutes

    @PR2-B-08.imbalance @dut:pev @fault @if:phases=3
    Scenario: A phase that carries more than its share counts as overload
      Given a PEV on three phases
      And the PEV supplies the home at the tester's request
      When the home draws 3500 W on phase 1
      Then the load is back at 2 kW or the supply has ended within 500 milliseconds

    @PR2-B-08.one-phase @dut:pev @boundary @if:phases=3
    Scenario: A phase that carries just its share, the others nothing, is no overload
      Given a PEV on three phases
      And the PEV supplies the home at the tester's request
      When the home draws 2 kW on phase 1
      And 1 second passes
      Then voltage and frequency of the home hold at 2 kW for 10 minutes

    @PR2-B-08.reports @dut:pev @positive
    Scenario: The PEV reports power, voltage and charge as they are
      Given the PEV supplies the home at the tester's request
      And the home draws some power between 1 kW and 5 kW
      When 1 second passes
      Then the PEV reports the supply as it is for 10 minutes

    @PR2-B-08.reports-each-load @dut:pev @positive
    Scenario: With another load the PEV reports another power
      Given the PEV supplies the home at the tester's request
      When the home draws 1 kW
      And 1 second passes
      Then the PEV reports the supply as it is for 2 minutes
      When the home draws 4500 W
      And 1 second passes
      Then the PEV reports the supply as it is for 2 minutes

    @PR2-B-08.wrong-voltage @dut:pev @negative
    Scenario: A voltage that is not the PEV's is refused
      Given the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup at 400 V and 60 Hz
      Then the PEV refuses to supply the home with E_UNSUPPORTED
      And the PEV puts no voltage on the home for 2 minutes
