@PR2-A @cross-cutting
Feature: No discharge outlives the utility that asked for it

  The use case does not say what happens when the link is lost. A PEV that went on exporting with nobody in command would
  be a danger to the grid, so each command holds only for as long as it says (D25).

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-X-05 @must @pev @esci @utility
  Rule: A command that is not renewed in time ends in 0 W, and only a fresh one resumes

    The time counts from the later of the receipt and the start. When it is over the PEV goes to 0 W and says so; within
    the event an update brings the discharge back. The utility renews each command in good time. The ESCI in between
    renews nothing by itself and makes no command hold for longer. A link may be half open: one side is heard and the
    other is not.

    @PR2-X-05.expires @dut:pev @positive
    Scenario: Without renewal the discharge ends when the command's time is over
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      When the utility falls silent
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before
      And the PEV says that the command has run out

    @PR2-X-05.renewed @dut:pev @positive
    Scenario: Renewed in time the discharge goes on
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      When the utility renews the command every 50 seconds for 10 minutes
      Then the discharge has stayed at 5 kW for that time

    @PR2-X-05.waits @dut:pev @boundary
    Scenario: The time of a request that waits for its start counts from the start
      Given the PEV is connected and has reported 20 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 2 hours
      When the utility requests 5 kW for 2 hours, 20 minutes ahead, on a command good for 70 minutes
      Then the discharge reaches 5 kW within its response class and holds it for 5 minutes
      And the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-05.long @dut:pev @boundary
    Scenario: A command that is good for more than an hour runs out as well
      Given a discharge of 3 kW is under way on commands good for 90 minutes
      When the utility falls silent
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-05.shorter @dut:pev @boundary
    Scenario: A renewal that is good for less runs out by its own time
      Given a discharge of 3 kW is under way on commands good for 30 minutes
      And the utility renews the command for 60 seconds only
      When the utility falls silent
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-05.changed @dut:pev @negative
    Scenario: A change of power is renewed like the command before it, or it runs out
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And the utility changes the request to 3 kW
      When the utility falls silent
      Then the discharge ends within 15 minutes and 10 seconds of the last command

    @PR2-X-05.just-in-time @dut:pev @boundary
    Scenario: A renewal one second before the limit is in time
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      When the utility renews the command 1 second before its time is over
      Then the discharge stays at 5 kW for 55 seconds

    @PR2-X-05.before-the-limit @dut:pev @boundary
    Scenario: A renewal one millisecond before the limit is in time
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      When a renewal reaches the PEV 1 millisecond before the last one's time is over
      Then the PEV accepts within its response class
      And the discharge stays at 5 kW for 10 minutes

    @PR2-X-05.after-the-limit @dut:pev @boundary
    Scenario: A command one millisecond after the limit brings the discharge back
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      When a renewal reaches the PEV 1 millisecond after the last one's time is over
      Then the PEV accepts within its response class
      And the discharge reaches 5 kW within its response class and holds it for 5 minutes

    @PR2-X-05.asks-only @dut:pev @negative
    Scenario: A utility that asks and commands nothing renews nothing
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And the utility falls silent
      When the utility asks for the availability every 10 seconds for 3 minutes
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-05.dead-head-end @dut:pev @fault
    Scenario: With a head-end that neither speaks nor answers the discharge ends
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      When the utility neither says nor answers anything any more
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-05.half-open @dut:pev @fault
    Scenario: A PEV that is heard and hears nothing any more ends the discharge
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And nothing that the ESCI sends the PEV gets through any more
      When the utility renews the command every 20 seconds for 3 minutes
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-05.half-open-unheard @dut:pev @fault
    Scenario: A PEV that is not heard any more ends the discharge with the last command that it heard
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And nothing that the PEV sends the ESCI gets through any more
      When the utility falls silent
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-05.link-cut @dut:pev @fault
    Scenario: With the link cut the discharge ends
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      When the link between ESCI and utility is cut
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-05.no-return @dut:pev @negative
    Scenario: The link's return alone does not bring the discharge back
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And the link between ESCI and utility is cut
      And 5 minutes pass
      When the link between ESCI and utility is mended
      Then no power leaves the PEV

    @PR2-X-05.resumed @dut:pev @positive
    Scenario: A fresh command within the event brings the discharge back
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And the utility falls silent
      And 5 minutes pass
      When the utility commands 5 kW again
      Then the PEV accepts within its response class
      And the discharge reaches 5 kW within its response class and holds it for 10 minutes

    @PR2-X-05.expires-again @dut:pev @boundary
    Scenario: A discharge that was brought back runs out like the first
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And the utility falls silent
      And 5 minutes pass
      And the utility commands 5 kW again
      And 6 minutes pass
      And the utility renews the command for 60 seconds only
      When the utility falls silent
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-05.refused-change @dut:pev @negative
    Scenario: A change that is refused renews nothing
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And the utility falls silent
      And 40 seconds pass
      When the utility asks for 20 kW, which the PEV has to refuse
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-05.stale-renewal @dut:pev @negative
    Scenario: A renewal with an old revision renews nothing
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And the utility falls silent
      And 40 seconds pass
      When a change to 5 kW comes late, with the revision of the request
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before

    @PR2-X-05.esci-renewed @dut:esci @positive
    Scenario: Renewals pass the ESCI in good time
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      When the utility renews the command every 45 seconds for 10 minutes
      Then the discharge has stayed at 5 kW for that time

    @PR2-X-05.esci-silence @dut:esci @negative
    Scenario: An ESCI whose utility falls silent does not speak in its place
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      When the utility falls silent
      Then the discharge ends within 10 seconds of the end of the utility's last command's time, and not before

    @PR2-X-05.esci-dead-head-end @dut:esci @fault
    Scenario: With a head-end that neither speaks nor answers the ESCI keeps nothing alive
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      When the utility neither says nor answers anything any more
      Then the discharge ends within 10 seconds of the end of the utility's last command's time, and not before

    @PR2-X-05.esci-half-open @dut:esci @fault
    Scenario: An ESCI that is heard and hears nothing any more lets the discharge end
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And nothing that the utility sends the ESCI gets through any more
      When the utility renews the command every 20 seconds for 3 minutes
      Then the discharge ends within 10 seconds of the end of the utility's last command's time, and not before

    @PR2-X-05.esci-half-open-unheard @dut:esci @fault
    Scenario: An ESCI that is not heard any more lets the discharge end with the last command that it heard
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And nothing that the ESCI sends the utility gets through any more
      When the utility falls silent
      Then the discharge ends within 10 seconds of the end of the utility's last command's time, and not before

    @PR2-X-05.esci-half-open-mended @dut:esci @negative
    Scenario: When both sides hear each other again the ESCI alone does not bring the discharge back
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And the utility falls silent
      And nothing that the ESCI sends the utility gets through any more
      And 5 minutes pass
      When the link between ESCI and utility is mended
      Then no power leaves the PEV

    @PR2-X-05.utility-renews @dut:utility @positive
    Scenario: The utility renews each command before its time is over
      Given a discharge of 5 kW is under way
      When 30 minutes pass
      Then each command is renewed before its time is over

    @PR2-X-05.among-readings @dut:utility @boundary @if:responseClasses=REGULATION
    Scenario: What the meter sends every few seconds does not stand in for a renewal
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of class REGULATION of 4 kW in 2 hours, for 5 minutes
      When the event starts
      And 3 minutes pass
      Then each command is renewed before its time is over

    @PR2-X-05.change-refused @dut:utility @fault
    Scenario: A change that the PEV refuses does not end the renewals of what it gives
      Given a discharge of 3 kW is under way
      And reports reach the utility no more
      And the EVSE can pass no more than 4 kW
      And the operator changes the request to 5 kW
      When 20 minutes pass
      Then each command is renewed before its time is over

    @PR2-X-05.end-foretold @dut:utility @boundary
    Scenario: Until an end that is only foretold the command is renewed
      Given a discharge of 5 kW is under way
      When the PEV foretells that it ends in 25 minutes
      Then the utility renews its command until then


    @PR2-X-05.validity @dut:utility @boundary
    Scenario: No command of the utility holds for longer than the watchdog allows
      Given a discharge of 5 kW is under way
      When 30 minutes pass
      Then each command is good for at least 30 seconds and at most 900 seconds

    @PR2-X-05.outlasts @dut:utility @boundary
    Scenario: Two renewals may be lost before a command's time is over
      Given a discharge of 5 kW is under way
      When 30 minutes pass
      Then each command is good for at least three times as long as the utility takes to renew it
