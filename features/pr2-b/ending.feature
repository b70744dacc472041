@PR2-B @ending
Feature: The end of an island, and events that fall into one

  @PR2-B-10 @must @esci @pev @source:L113 @if:scenarios=PR2-B
  Rule: After an island the PEV is off, the switch is where its kind returns to and the grid is restored; no event of the grid reaches into it

    The order is fixed: the PEV lets go, the home goes back, all is reported. While the home is apart a request to feed
    the grid comes back with E_ISLANDED, and so does an event that would begin before the island can end. A loss of
    power in the middle leaves the switch open and the PEV off. A grid dispatch that runs when the grid is lost ends
    before anything of an island begins.

    @PR2-B-10.cycle @dut:esci @positive @if:switchType=AUTO
    Scenario: A whole outage from loss to return
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When the grid returns
      Then the home goes back to the grid dead, within 15 minutes
      And the voltage of the home is gone within 15 minutes
      And the switch stays closed for 10 minutes

    @PR2-B-10.reports @dut:esci @positive @if:switchType=AUTO
    Scenario: The PEV is told that the grid is back
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When the grid returns
      Then the ESCI sends a GridStatus to the PEV within 5 seconds:
        | state | IN_RANGE |
      And the ESCI sends a GenerationStop to the PEV within 15 minutes:
        | reason | given |
      And the ESCI has told the PEV within 15 minutes that the switch is closed again

    @PR2-B-10.stop-lost @dut:esci @fault @if:switchType=AUTO
    Scenario: An end of the backup that is lost is said again as the same, and the home goes back
      Given the parameter P_ES_DELAY is 30
      And a home with an automated isolation switch
      And the PEV supplies the home
      And the next GenerationStop from the ESCI is lost
      And the grid returns
      When 15 minutes pass
      Then each GenerationStop that was lost is sent again with the same id
      And the switch stays closed for 10 minutes

    @PR2-B-10.manual @dut:esci @positive @if:switchType=MANUAL
    Scenario: A manual switch is left open until its customer closes it
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the customer attests that the switch is open
      And 1 minute passes
      When the grid returns
      Then the switch stays open for 30 minutes
      And the voltage of the home is gone within 15 minutes

    @PR2-B-10.manual-untouched @dut:esci @positive @if:switchType=MANUAL
    Scenario: An outage in which nobody touches a manual switch leaves nothing behind
      Given a home with a manual isolation switch
      And the PEV is connected
      And it has opted in to an event of 2 kW in 2 hours, for 1 hour
      And the grid fails
      And 5 minutes pass
      And the grid returns
      And 30 minutes pass
      When the utility requests 2 kW for 1 hour
      Then the ESCI passes the DispatchRequest on to the PEV within 5 seconds

    @PR2-B-10.second-outage @dut:esci @positive @if:switchType=AUTO
    Scenario: After a whole outage the next one is met as well
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the grid returns
      And 20 minutes pass
      When the grid fails
      Then the home is under voltage within 1 minute

    @PR2-B-10.outage-after-one-in-step @dut:esci @positive @if:switchType=AUTO @if:closedTransition
    Scenario: After a home that was joined in step the next outage is met as well
      Given the parameter P_ES_DELAY is 30
      And a home with an automated isolation switch
      And the PEV supplies the home
      And island and grid differ by 0 Hz, 0 % and 0 degrees
      And the grid returns
      And 20 minutes pass
      When the grid fails
      Then the home is under voltage within 1 minute

    @PR2-B-10.ended-at-the-pev @dut:esci @positive @if:switchType=AUTO
    Scenario: A PEV that ends the backup itself is heard, and the home goes back to the grid without it
      Given the parameter P_ES_DELAY is 30
      And a home with an automated isolation switch
      And the PEV supplies the home
      When the customer ends the backup at the PEV
      Then the ESCI takes the end that the PEV tells of
      When the grid returns
      Then the home goes back to the grid dead, within 15 minutes
      And the switch stays closed for 10 minutes

    @PR2-B-10.feeds-again @dut:esci @positive @if:switchType=AUTO
    Scenario: After a whole outage the PEV may feed the grid again
      Given a home with an automated isolation switch
      And the PEV is connected
      And it has opted in to an event of 2 kW in 2 hours, for 1 hour
      And the grid fails
      And 5 minutes pass
      And the grid returns
      And 30 minutes pass
      When the utility requests 2 kW for 1 hour
      Then the ESCI passes the DispatchRequest on to the PEV within 5 seconds

    @PR2-B-10.dispatch @dut:esci @negative @if:switchType=AUTO
    Scenario: A request to feed the grid comes back while the home is apart
      Given a home with an automated isolation switch
      And the PEV is connected
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the grid fails
      And 1 minute passes
      When the utility requests 5 kW for 1 hour
      Then the ESCI answers it with E_ISLANDED
      And the switch stays open for 10 minutes

    @PR2-B-10.dispatch-on-the-way-back @dut:esci @negative @if:switchType=AUTO
    Scenario: It comes back too while the grid is there again and the home is not
      Given the parameter P_ES_DELAY is 300
      And a home with an automated isolation switch
      And the PEV is connected
      And it has opted in to an event of 5 kW in 10 minutes, for 1 hour
      And the grid fails
      And 8 minutes pass
      And the grid returns
      When the utility requests 5 kW for 1 hour
      Then the ESCI answers it with E_ISLANDED

    @PR2-B-10.dispatch-without-supply @dut:esci @negative @if:switchType=AUTO
    Scenario: It comes back too while nothing supplies the home any more, and it is still apart
      Given a home with an automated isolation switch
      And the PEV is connected
      And it has opted in to an event of 5 kW in 10 minutes, for 1 hour
      And the grid fails
      And 1 minute passes
      And the customer switches backup off at the ESCI
      When the utility requests 5 kW for 1 hour
      Then the ESCI answers it with E_ISLANDED

    @PR2-B-10.event @dut:esci @negative @if:switchType=AUTO
    Scenario: An event that would begin before the island can end is refused
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When an event of 5 kW in 1 minute, for 1 hour, is announced
      Then the ESCI answers it with E_ISLANDED

    @PR2-B-10.event-later @dut:esci @positive @if:switchType=AUTO
    Scenario: An event of the next day is passed on while the home is apart
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When an event of 2 kW in 24 hours, for 1 hour, is announced
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds

    @PR2-B-10.event-soon @dut:esci @boundary @if:switchType=AUTO
    Scenario: An event that begins as soon as the island may be over is passed on
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When an event of 2 kW in 25 minutes, for 1 hour, is announced
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds

    @PR2-B-10.at-the-end @dut:esci @boundary @if:switchType=AUTO
    Scenario: A grid that comes back in the moment in which the supply ends is waited for all the same
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the customer switches backup off at the ESCI
      When the grid returns
      Then the switch stays open until 1 millisecond before the delay is over
      And the home goes back to the grid dead, within 15 minutes

    @PR2-B-10.power-cycle @dut:esci @fault @if:switchType=AUTO
    Scenario: An ESCI that loses its power on the way back leaves the switch open and the PEV off
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the grid returns
      And 30 % of the delay before re-entry pass
      When the ESCI is without power for 30 seconds
      Then the switch stays open for 60 % of the delay before re-entry
      And the voltage of the home is gone within 32 seconds

    @PR2-B-10.power-cycle-in-the-gap @dut:esci @fault @if:switchType=AUTO
    Scenario: An ESCI that loses its power between the PEV's letting go and the switch leaves the switch open and the PEV off
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the grid returns
      And the PEV has let go of the home
      When the ESCI is without power for 30 seconds
      Then the switch stays open for 60 % of the delay before re-entry
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-10.pev-off @dut:pev @positive
    Scenario: When the island is over the PEV is off, and says how it ended
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      And the ESCI reports the grid as IN_RANGE
      When the ESCI ends the backup
      Then the voltage of the home is gone within 500 milliseconds
      And the PEV sends an EmergencyGenerationStatus within 10 seconds:
        | state | ISLAND_STOP |

    @PR2-B-10.pev-off-with-its-engine @dut:pev @positive @if:hasIce
    Scenario: A PEV whose engine runs when the island is over is off as soon as any other
      Given a home with an automated isolation switch, for which the tester speaks
      And a PEV with a battery of 10 kWh and 28 % charge
      And a PEV with a combustion engine and 60 % of fuel
      And the PEV supplies the home at the tester's request
      And the engine bay is ventilated
      And the home draws 4 kW
      And the engine has started
      When the ESCI ends the backup
      Then the voltage of the home is gone within 500 milliseconds

    @PR2-B-10.pev-dispatch @dut:pev @negative
    Scenario: A request to feed the grid that reaches a PEV in its island is refused
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      And the ESCI requests backup
      When the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_ISLANDED

    @PR2-B-10.pev-event @dut:pev @negative
    Scenario: An event that would begin before the island can end is refused by the PEV as well
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      When an event of 5 kW in 1 minute, for 1 hour, is announced
      Then the PEV answers it with E_ISLANDED

    @PR2-B-10.ends-a @dut:pev @positive
    Scenario: A discharge to the grid that runs when the grid is lost is over before the island
      Given a home with an automated isolation switch
      And a discharge of 5 kW is under way
      When the grid fails
      Then the PEV gives notice of the end with reason GRID within 10 seconds
      And the home is under voltage within 1 minute

    @PR2-B-10.pev-back-on-the-grid @dut:pev @negative
    Scenario: Back on the grid after an island the PEV is not in service at once
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      And the grid returns
      And the ESCI reports the grid as IN_RANGE
      And the ESCI ends the backup
      And 10 seconds pass
      And the customer closes the switch by hand
      And 1 minute passes
      When the utility asks what is available
      Then the PEV reports that it is not ready

    @PR2-B-10.pev-feeds-again @dut:pev @positive
    Scenario: Some time after an island the PEV serves the grid as before
      Given the parameter P_ES_DELAY is 30
      And a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      And the grid returns
      And the ESCI reports the grid as IN_RANGE
      And the ESCI ends the backup
      And 10 seconds pass
      And the customer closes the switch by hand
      And 5 minutes pass
      And it has opted in to an event of 2 kW in 30 minutes, for 30 minutes
      When the utility requests 2 kW for 30 minutes
      Then the PEV accepts within its response class
      And the discharge reaches 2 kW within its response class and holds it for 10 minutes

    @PR2-B-10.unplugged @dut:pev @fault
    Scenario: A cable that is pulled in the island ends it
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      When the cable is pulled
      Then the voltage of the home is gone within 500 milliseconds

    @PR2-B-10.pev-power-cycle @dut:pev @fault
    Scenario: A PEV that lost its power in the island does not begin again by itself
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      When the PEV is without power for 5 seconds
      Then the PEV puts no voltage on the home for 10 minutes
