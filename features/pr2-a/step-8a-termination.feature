@PR2-A @step-8a
Feature: Step 8a: notice is given before the power ends

  Grid operators can plan for an end that they know of. An end that can be foreseen is announced before the power goes
  down; one that cannot is reported at once afterwards, and by the ESCI where the PEV is gone (D21, D22).

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-A-21 @must @pev @esci @source:L24 @source:L102
  Rule: Whatever ends a discharge early is told with reason, register and state of charge, in time

    Foreseeable: at least 60 s before the power goes down, or at once where less is left. The customer's stop or
    unlocking: before the contactor opens. Unforeseeable: within 5 s. Then the power is gone within 10 s. The floor is
    the reason only where the charge is near it, and an end by unlocking is told as foreseen.

    @PR2-A-21.floor @dut:pev @positive
    Scenario: The customer's floor comes nearer than the end of the event
      Given a discharge of 5 kW is under way
      When the charge of the PEV turns out to be only 4 kWh above the floor
      Then notice of reason SOC_MIN comes at least 60 seconds before the power goes down
      And the notice tells register and state of charge as they are
      And the power is gone within 10 seconds of the announced end
      And its state of charge never falls below the customer's floor

    @PR2-A-21.floor-again @dut:pev @boundary
    Scenario: The end of a second event at the floor is told like that of the first
      Given a discharge of 5 kW is under way
      And the charge of the PEV turns out to be only 1 kWh above the floor
      And the event ends
      And the charge of the PEV turns out to be only 12 kWh above the floor
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility requests 5 kW for 1 hour
      And the event starts
      And 10 minutes pass
      When the charge of the PEV turns out to be only 2 kWh above the floor
      Then notice of reason SOC_MIN comes at least 60 seconds before the power goes down
      And the power is gone within 10 seconds of the announced end

    @PR2-A-21.floor-of-an-event @dut:pev @positive
    Scenario: The end at a floor that the customer has set for the event alone is told like any other
      Given a discharge of 5 kW is under way
      When the customer raises the floor for the event to 1 kWh below the present charge at the PEV
      Then notice of reason SOC_MIN or PREFERENCE comes at least 60 seconds before the power goes down
      And the power is gone within 10 seconds of the announced end

    @PR2-A-21.corrected @dut:pev @boundary @if:responseClasses=EMERGENCY
    Scenario: An end that was announced and will not come is corrected
      Given a discharge of 5 kW of class EMERGENCY is under way
      And the charge of the PEV turns out to be only 3 kWh above the floor
      And the PEV has announced the end
      When the utility changes the request to 0 W
      Then the PEV announces the event's own end within 15 seconds

    @PR2-A-21.at-the-floor @dut:pev @boundary
    Scenario: The discharge ends at the floor and not long before it
      Given a discharge of 5 kW is under way
      When the charge of the PEV turns out to be only 3 kWh above the floor
      Then the discharge ends with the charge at the floor, within tolerance

    @PR2-A-21.little-left @dut:pev @boundary
    Scenario: With less than a minute of energy left the notice comes at once
      Given a discharge of 5 kW is under way
      When the charge of the PEV turns out to be only 50 Wh above the floor
      Then notice of reason SOC_MIN comes at once, or at least 60 seconds before the power goes down
      And its state of charge never falls below the customer's floor

    @PR2-A-21.departure @dut:pev @positive
    Scenario: The customer decides to leave before the end of the event
      Given a discharge of 5 kW is under way
      When the customer decides to leave in 30 minutes
      Then notice of reason DEPARTURE comes at least 60 seconds before the power goes down
      And the power is gone within 10 seconds of the announced end

    @PR2-A-21.stop-button @dut:pev @positive
    Scenario: The customer stops the discharge
      Given a discharge of 5 kW is under way
      When the customer stops the discharge at the PEV
      Then the PEV gives notice of the end with reason USER_STOP within 5 seconds
      And the notice comes before the contactor opens
      And the notice tells register and state of charge as they are
      And the discharge ends within 10 seconds

    @PR2-A-21.unlock @dut:pev @positive
    Scenario: The customer unlocks the cable
      Given a discharge of 5 kW is under way
      When the cable is unlocked
      Then the PEV gives notice of the end with reason UNPLUG within 5 seconds
      And the notice comes before the contactor opens
      And the discharge ends within 10 seconds

    @PR2-A-21.unlocked-before-the-start @dut:pev @fault
    Scenario: With a cable that was unlocked before the start nothing begins
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility has requested 5 kW for 1 hour
      And the cable is unlocked
      When the event starts
      Then no power leaves the PEV

    @PR2-A-21.fault @dut:pev @fault
    Scenario: A ground fault ends the power, and is told afterwards
      Given a discharge of 5 kW is under way
      When a ground fault occurs in the PEV
      Then the PEV gives notice of the end with reason FAULT within 5 seconds
      And the discharge ends within 10 seconds
      And the contactor is open within 10 seconds

    @PR2-A-21.fault-before-the-start @dut:pev @fault
    Scenario: With a fault that came before the start nothing begins
      Given the PEV is connected and has reported 12 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility has requested 5 kW for 1 hour
      And a ground fault occurs in the PEV
      When the event starts
      Then no power leaves the PEV

    @PR2-A-21.reboot @dut:pev @fault
    Scenario: A PEV that restarts while it discharges says so as soon as it is back
      Given a discharge of 5 kW is under way
      When the PEV restarts
      Then the PEV gives notice of the end with reason RESTART within 5 seconds
      And the notice tells register and state of charge as they are
      And no power leaves the PEV

    @PR2-A-21.final-register @dut:pev @positive
    Scenario: The end itself is reported with the final register
      Given a discharge of 5 kW is under way
      When the customer stops the discharge at the PEV
      Then the PEV reports the end with the final register within 15 seconds

    @PR2-A-21.no-flapping @dut:pev @negative
    Scenario: A discharge that ended at the floor does not come back by itself
      Given a discharge of 5 kW is under way
      When the charge of the PEV turns out to be only 200 Wh above the floor
      And 10 minutes pass
      And the charge of the PEV turns out to be only 300 Wh above the floor
      Then no power leaves the PEV

    @PR2-A-21.cable-pull @dut:pev @fault
    Scenario: A pulled cable carries no power
      Given a discharge of 5 kW is under way
      When the cable is pulled
      Then the discharge ends within 1 second

    @PR2-A-21.passed-on @dut:esci @positive
    Scenario: The ESCI passes the PEV's notice on at once and unchanged
      Given a discharge of 5 kW is under way
      When the customer stops the discharge at the PEV
      Then the ESCI passes the TerminationNotice on to the utility unchanged

    @PR2-A-21.esci-speaks @dut:esci @fault
    Scenario: When the cable is pulled the ESCI speaks for the PEV
      Given a discharge of 5 kW is under way
      When the cable is pulled
      Then the ESCI gives notice for the PEV with reason UNPLUG within 5 seconds
      And the notice tells the register of the metering point

    @PR2-A-21.standing-by @dut:esci @fault
    Scenario: The ESCI speaks too for a PEV that is unplugged while its discharge stands by
      Given a discharge of 5 kW is under way
      And the utility changes the request to 0 W
      And 1 minute passes
      When the cable is pulled
      Then the ESCI gives notice for the PEV with reason UNPLUG within 5 seconds

    @PR2-A-21.dark-pev @dut:esci @fault
    Scenario: When a PEV loses its power the ESCI speaks for it before it is back
      Given a discharge of 5 kW is under way
      When the PEV loses its power for 10 minutes
      Then the ESCI gives notice for the PEV with reason FAULT or COMMS within 5 seconds

    @PR2-A-21.silent-pev @dut:esci @fault
    Scenario: When a PEV's power vanishes without a word the ESCI speaks for it
      Given a discharge of 5 kW is under way
      When nothing the PEV sends gets through any more
      And a ground fault occurs in the PEV
      Then the ESCI gives notice for the PEV with reason FAULT or COMMS within 15 seconds
      And the notice tells the register of the metering point

    @PR2-A-21.link-cut @dut:esci @fault
    Scenario: A notice that cannot get through is kept until it can
      Given a discharge of 5 kW is under way
      And the link between ESCI and utility is cut
      And the customer stops the discharge at the PEV
      And 5 minutes pass
      When the link between ESCI and utility is mended
      Then the PEV's TerminationNotice reaches the utility within 30 seconds

    @PR2-A-21.esci-link-cut @dut:esci @fault
    Scenario: What the ESCI has to say of a pulled cable is kept until it gets through
      Given a discharge of 5 kW is under way
      And the link between ESCI and utility is cut
      And the cable is pulled
      And 5 minutes pass
      When the link between ESCI and utility is mended
      Then the ESCI's TerminationNotice reaches the utility within 30 seconds

    @PR2-A-21.esci-restart @dut:esci @fault
    Scenario: What the ESCI has to say of a pulled cable outlives a restart of the ESCI
      Given a discharge of 5 kW is under way
      And the link between ESCI and utility is cut
      And the cable is pulled
      And 1 minute passes
      And the ESCI restarts
      And 1 minute passes
      When the link between ESCI and utility is mended
      Then the ESCI's TerminationNotice reaches the utility within 30 seconds

    @PR2-A-21.one-of-two @dut:esci @fault @if:evseCount=2
    Scenario: The ESCI speaks for the one PEV whose cable was pulled, and for no other
      Given 2 PEVs at one ESCI have opted in to an event of 3 kW each in 2 hours, for 1 hour
      And the utility requests as much of each as it last reported, at most 3 kW, for 1 hour
      And 10 minutes pass
      When the cable is pulled
      Then the ESCI gives notice of the first PEV's end alone, within 5 seconds

    @PR2-A-21.both-of-two @dut:esci @fault @if:evseCount=2
    Scenario: Where both cables are pulled the ESCI speaks for each PEV, of that PEV's own request
      Given 2 PEVs at one ESCI have opted in to an event of 3 kW each in 2 hours, for 1 hour
      And the utility requests as much of each as it last reported, at most 3 kW, for 1 hour
      And 10 minutes pass
      When the cables of both PEVs are pulled
      Then the ESCI gives notice of each PEV's end within 5 seconds, and names no request of the other

    @PR2-A-21.one-voice @dut:esci @negative
    Scenario: The ESCI does not speak where the PEV has spoken
      Given a discharge of 5 kW is under way
      When the customer stops the discharge at the PEV
      Then no second notice of the end reaches the utility for 2 minutes
