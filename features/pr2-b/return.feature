@PR2-B @return
Feature: Back to the grid: never out of phase

  @PR2-B-04 @must @esci @pev @source:L114 @if:scenarios=PR2-B
  Rule: The home goes back to the grid dead, or in step with it, and only after the grid has been good for a while

    By default the PEV lets go, the home is dead for at least P_XFER, and then the switch closes. A live home may be
    joined to the grid only where difference of frequency, voltage and phase all lie within P_SYNC and are known.
    Either way the grid has been inside its window for the whole of P_ES_DELAY; what leaves it begins the time anew.
    Where an ESCI joins no live homes, going back dead is right at any difference.

    @PR2-B-04.break @dut:esci @positive @if:switchType=AUTO
    Scenario: The home is dead before it goes back, however quick the switch
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the switch takes 1 millisecond to move
      When the grid returns
      Then the home goes back to the grid dead, within 15 minutes
      And the switch stays closed for 10 minutes

    @PR2-B-04.not-before @dut:esci @boundary @if:switchType=AUTO
    Scenario: A millisecond before the delay is over the switch is still open, though island and grid agree
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the switch takes 0 milliseconds to move
      And island and grid differ by 0 Hz, 0 % and 0 degrees
      When the grid returns
      Then the switch stays open until 1 millisecond before the delay is over
      And the home goes back to the grid dead or in step, within 15 minutes

    @PR2-B-04.in-step @dut:esci @boundary @if:switchType=AUTO @if:closedTransition
    Scenario Outline: At <df>, <dv> and <phi> degrees apart the live home may be joined
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And island and grid differ by <df>, <dv> and <phi> degrees
      When the grid returns
      Then the home goes back to the grid dead or in step, within 15 minutes
      And the switch stays closed for 10 minutes

      Examples:
        | id                          | df     | dv   | phi |
        | PR2-B-04.in-step.phase      | 0 Hz   | 0 %  | 20  |
        | PR2-B-04.in-step.frequency  | 0.3 Hz | 0 %  | 0   |
        | PR2-B-04.in-step.voltage    | 0 Hz   | 10 % | 0   |
        | PR2-B-04.in-step.all        | 0.3 Hz | 10 % | 20  |

    @PR2-B-04.out-of-step @dut:esci @negative @if:switchType=AUTO
    Scenario Outline: At <df>, <dv> and <phi> degrees apart the home has to be dead first
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And island and grid differ by <df>, <dv> and <phi> degrees
      When the grid returns
      Then the home goes back to the grid dead, within 15 minutes

      Examples:
        | id                             | df      | dv     | phi |
        | PR2-B-04.out-of-step.phase     | 0 Hz    | 0 %    | 21  |
        | PR2-B-04.out-of-step.frequency | 0.31 Hz | 0 %    | 0   |
        | PR2-B-04.out-of-step.voltage   | 0 Hz    | 10.1 % | 0   |
        | PR2-B-04.out-of-step.lags      | 0 Hz    | 0 %    | -21 |
        | PR2-B-04.out-of-step.slower    | -0.31 Hz | 0 %    | 0   |
        | PR2-B-04.out-of-step.lower     | 0 Hz    | -10.1 % | 0   |

    @PR2-B-04.steps-apart @dut:esci @fault @if:switchType=AUTO @if:closedTransition
    Scenario: Island and grid that fall out of step while the delay runs are not joined alive
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And island and grid differ by 0.1 Hz, 1 % and 5 degrees
      And the grid returns
      And 80 % of the delay before re-entry pass
      When island and grid differ by 0.1 Hz, 1 % and 90 degrees
      Then the home goes back to the grid dead, within 15 minutes

    @PR2-B-04.flap @dut:esci @fault @if:switchType=AUTO
    Scenario: A grid that goes again during the delay begins it anew
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the grid returns
      And all but 10 seconds of the delay before re-entry pass
      And the grid fails
      And 2 seconds pass
      When the grid returns
      Then the switch stays open until 1 millisecond before the delay is over
      And the home goes back to the grid dead, within 15 minutes

    @PR2-B-04.short-flap @dut:esci @fault @if:switchType=AUTO
    Scenario: A grid that is away for little more than a second during the delay begins it anew as well
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the grid returns
      And 50 % of the delay before re-entry pass
      And the grid fails
      And 1.2 seconds pass
      When the grid returns
      Then the switch stays open until 1 millisecond before the delay is over

    @PR2-B-04.flap-at-the-last @dut:esci @boundary @if:switchType=AUTO
    Scenario: A grid that goes again a millisecond before the delay is over begins it anew as well
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the grid returns
      And all but 1 millisecond of the delay before re-entry pass
      And the grid fails
      And 2 seconds pass
      When the grid returns
      Then the switch stays open until 1 millisecond before the delay is over
      And the home goes back to the grid dead, within 15 minutes

    @PR2-B-04.reset-in-the-delay @dut:esci @fault @if:switchType=AUTO
    Scenario: Who resets an ESCI that has tripped shortens no delay
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the contact shows nothing
      And 1 second passes
      And all sensors of the switch show the truth again
      And the grid returns
      And 30 % of the delay before re-entry pass
      When the customer resets the ESCI at its panel
      Then the switch stays open for 60 % of the delay before re-entry
      And the home goes back to the grid dead, within 15 minutes

    @PR2-B-04.drifts @dut:esci @fault @if:switchType=AUTO
    Scenario Outline: A grid that <how> during the delay begins it anew
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the grid returns
      And 80 % of the delay before re-entry pass
      And the grid returns <with>
      And 2 seconds pass
      When the grid returns
      Then the switch stays open until 1 millisecond before the delay is over
      And the home goes back to the grid dead, within 15 minutes

      Examples:
        | id                          | how                         | with                               |
        | PR2-B-04.drifts.frequency   | runs too fast for a moment  | 0.1 Hz above its window            |
        | PR2-B-04.drifts.voltage     | sags for a moment           | with 1 % of its voltage too little |

    @PR2-B-04.out-of-window @dut:esci @negative @if:switchType=AUTO
    Scenario Outline: A grid <how> is not one to go back to
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When the grid returns <with>
      Then the switch stays open for 20 minutes

      Examples:
        | id                          | how                   | with                               |
        | PR2-B-04.out-of-window.slow | that is too slow      | 0.1 Hz below its window            |
        | PR2-B-04.out-of-window.fast | that is too fast      | 0.1 Hz above its window            |
        | PR2-B-04.out-of-window.low  | of too little voltage | with 1 % of its voltage too little |
        | PR2-B-04.out-of-window.high | of too much voltage   | with 1 % of its voltage too much   |
        | PR2-B-04.out-of-window.just-low  | of just too little voltage | with 0.1 % of its voltage too little |
        | PR2-B-04.out-of-window.just-high | of just too much voltage   | with 0.1 % of its voltage too much   |

    @PR2-B-04.window-edge @dut:esci @boundary @if:switchType=AUTO
    Scenario: A grid at the very edge of its window is good
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When the grid returns at the lowest frequency of its window
      Then the home goes back to the grid dead, within 15 minutes

    @PR2-B-04.window-edge-high @dut:esci @boundary @if:switchType=AUTO
    Scenario: A grid at the upper edge of its window is good as well
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When the grid returns at the highest frequency of its window
      Then the home goes back to the grid dead, within 15 minutes

    @PR2-B-04.voltage-edge @dut:esci @boundary @if:switchType=AUTO
    Scenario Outline: A grid just inside the <which> voltage of its window is good
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When the grid returns 0.1 % <inside> the <which> voltage of its window
      Then the home goes back to the grid dead, within 15 minutes

      Examples:
        | id                         | which   | inside |
        | PR2-B-04.voltage-edge.low  | lowest  | above  |
        | PR2-B-04.voltage-edge.high | highest | below  |

    @PR2-B-04.bus-lies @dut:esci @fault @if:switchType=AUTO
    Scenario: A bus sensor stuck at zero does not make a home dead that a PEV out of reach still feeds
      Given a home with an automated isolation switch
      And the PEV supplies the home with 2 kW
      And the bus sensor shows 0 V
      And the link between ESCI and PEV is cut
      When the grid returns
      Then the switch stays open for 20 minutes

    @PR2-B-04.bus-stays-live @dut:esci @fault @if:switchType=AUTO
    Scenario: A bus that still shows voltage after the PEV was told to stop keeps the switch open
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the grid returns
      And 80 % of the delay before re-entry pass
      When the bus sensor shows 240 V
      Then the switch stays open for 10 minutes

    @PR2-B-04.manual @dut:esci @positive @if:switchType=MANUAL
    Scenario: Behind a manual switch the home is dead before anyone closes it
      Given a home with a manual isolation switch
      And the PEV supplies the home behind the opened switch
      When the grid returns
      Then the switch stays open for 4 minutes
      And the voltage of the home is gone within 15 minutes

    @PR2-B-04.manual-flap @dut:esci @fault @if:switchType=MANUAL
    Scenario: A grid that goes again during the delay leaves the supply behind a manual switch as it is
      Given a home with a manual isolation switch
      And the PEV supplies the home behind the opened switch
      And the grid returns
      And all but 10 seconds of the delay before re-entry pass
      When the grid fails
      Then voltage and frequency of the home hold for 1 minute

    @PR2-B-04.lets-go @dut:pev @positive
    Scenario: Told to stop, the PEV lets go at once and stays off
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      And the ESCI reports the grid as IN_RANGE
      When the ESCI ends the backup
      Then the voltage of the home is gone within 500 milliseconds

    @PR2-B-04.lets-go-again @dut:pev @boundary
    Scenario: Told to stop a second time, the PEV lets go as at the first
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      And the ESCI ends the backup
      And 1 minute passes
      And the ESCI asks for backup once more, on a new report
      When the ESCI ends that backup as well
      Then the voltage of the home is gone within 500 milliseconds

    @PR2-B-04.whole-return @dut:pev @positive
    Scenario: With the PEV gone in time the home goes back dead
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When the grid returns
      Then the home goes back to the grid dead, within 15 minutes

    @PR2-B-04.no-island-on-live-grid @dut:pev @negative
    Scenario: With the grid reported back nothing new is formed
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      And the ESCI reports the grid as IN_RANGE
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_GRID_PRESENT
      And the PEV puts no voltage on the home for 2 minutes
