@PR2-A @step-4
Feature: Step 4: the customer sets preferences and connects the PEV

  What the customer wants holds on both sides of the cable, and the strictest of it binds. Connecting establishes who
  is there, what the equipment can do, and whether discharge is authorised at all.

  @PR2-A-08 @must @pev @esci @source:L21 @source:L77
  Rule: The PEV discharges only as its customer's preferences allow, and answers every event by them

    Preferences can be set in the PEV and in the ESCI; the most restrictive of both and of the event binds (D19): the
    highest floor, the least power, the common part of the windows. A floor has a hysteresis, so that power does not
    flap around it. A change of an event is answered anew, and who leaves an event by that answer has left it.

    @PR2-A-08.opts-in @dut:pev @positive
    Scenario: An event that fits is taken up
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the utility announces an event of 4 kW in 2 hours, for 2 hours
      Then the PEV answers it with the decision OPT_IN

    @PR2-A-08.below-floor @dut:pev @negative
    Scenario: Below its floor the PEV stays out
      Given a PEV of 60 kWh with 55 % charge and a floor of 60 %
      And the PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_PREFERENCE

    @PR2-A-08.disabled @dut:pev @negative
    Scenario: With discharge switched off the PEV stays out
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the PEV is connected
      And the customer switches discharging off
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_PREFERENCE

    @PR2-A-08.too-little @dut:pev @negative
    Scenario: With too little energy for the event the PEV stays out
      Given the PEV is connected and has reported 5 kWh available at up to 6 kW
      When the utility announces an event of 4 kW in 2 hours, for 2 hours
      Then the PEV answers it with the decision OPT_OUT for E_ENERGY_EXCEEDS_AVAILABLE

    @PR2-A-08.part @dut:pev @positive
    Scenario: Where a part is enough the PEV takes a part
      Given the PEV is connected and has reported 5 kWh available at up to 6 kW
      When the utility announces an event of 4 kW in 2 hours, for 2 hours, of which a part is enough
      Then the PEV answers it with the decision PARTIAL, of at most 5 kWh

    @PR2-A-08.window @dut:pev @negative
    Scenario: Outside the customer's window nothing is discharged
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer allows discharging only from 6 hours to 9 hours from now
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_PREFERENCE
      And no power leaves the PEV

    @PR2-A-08.floor-at-esci @dut:pev @negative
    Scenario: A higher floor that the customer set at the ESCI holds at the PEV
      Given a PEV of 60 kWh with 55 % charge and a floor of 30 %
      And the PEV is connected
      And the ESCI passes on that its customer set a floor of 60 %
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_PREFERENCE
      And no power leaves the PEV

    @PR2-A-08.lower-floor-at-esci @dut:pev @negative
    Scenario: A lower floor at the ESCI does not undo that of the PEV
      Given a PEV of 60 kWh with 55 % charge and a floor of 60 %
      And the PEV is connected
      And the ESCI passes on that its customer set a floor of 30 %
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_PREFERENCE
      And no power leaves the PEV

    @PR2-A-08.floors-in-turn @dut:pev @negative
    Scenario Outline: Of the floors that the customer set at PEV and ESCI the higher holds, also where it was set <when>
      Given a PEV of 60 kWh with 55 % charge and a floor of 30 %
      And the PEV is connected
      And <earlier>
      And 1 minute passes
      And <later>
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_PREFERENCE

      Examples:
        | id                             | when                 | earlier                                             | later                                               |
        | PR2-A-08.floors-in-turn.pev    | first, at the PEV    | the customer sets the floor to 60 %                 | the ESCI passes on that its customer set a floor of 30 % |
        | PR2-A-08.floors-in-turn.esci   | first, at the ESCI   | the ESCI passes on that its customer set a floor of 60 % | the customer sets the floor to 35 %            |

    @PR2-A-08.set-at-esci @dut:pev @negative
    Scenario Outline: <What> that the customer set at the ESCI holds at the PEV
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the ESCI passes on that its customer set <field> to <value>
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision <decision>

      Examples:
        | id                            | What                  | field         | value | decision                    |
        | PR2-A-08.set-at-esci.power    | A power               | maxDischargeW | 3000  | OPT_OUT for E_POWER_EXCEEDS |
        | PR2-A-08.set-at-esci.off      | No discharge          | enabled       | false | OPT_OUT for E_PREFERENCE    |
        | PR2-A-08.set-at-esci.ask      | A wish to be asked    | autoOptIn     | false | UNDECIDED                   |

    @PR2-A-08.lifted-at-esci @dut:pev @positive
    Scenario: A power that the customer limited at the ESCI, and limits there no more, is not limited any more
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the ESCI passes on that its customer set maxDischargeW to 3000
      And the ESCI passes on that its customer sets no such limit any more
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_IN

    @PR2-A-08.windows-of-both @dut:pev @negative
    Scenario: Where PEV and ESCI have windows, only what lies in both is open
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer allows discharging only from 1 hour to 9 hours from now
      And the ESCI passes on that its customer allows discharging only from 4 hours to 9 hours from now
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_PREFERENCE
      And no power leaves the PEV

    @PR2-A-08.over-midnight @dut:pev @boundary
    Scenario: A daily window over midnight is open on either side of it
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer allows discharging only from 21:00 to 06:00 in Etc/UTC
      When the utility announces an event 30 hours ahead, from 23:00, for 2 hours, of 4 kW
      Then the PEV answers it with the decision OPT_IN

    @PR2-A-08.whole-window @dut:pev @boundary
    Scenario: An event that fills the customer's window from end to end lies in it
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer allows discharging only from 17:00 to 19:00 in Etc/UTC
      When the utility announces an event 30 hours ahead, from 17:00, for 2 hours, of 4 kW
      Then the PEV answers it with the decision OPT_IN

    @PR2-A-08.other-zone @dut:pev @boundary
    Scenario Outline: A daily window is open by the clock of its own zone, and closed by any other <at>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer allows discharging only from 21:00 to 06:00 in Asia/Tokyo
      When the utility announces an event 30 hours ahead, from <at>, for 2 hours, of 4 kW
      Then the PEV answers it with the decision <decision>

      Examples:
        | id                         | at    | decision                 |
        | PR2-A-08.other-zone.inside | 14:00 | OPT_IN                   |
        | PR2-A-08.other-zone.beyond | 22:00 | OPT_OUT for E_PREFERENCE |

    @PR2-A-08.charge-now @dut:pev @negative
    Scenario: An event is answered by the charge that there is now
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the charge of the PEV has fallen to 2 kWh above the floor
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_ENERGY_EXCEEDS_AVAILABLE

    @PR2-A-08.inside-window @dut:pev @positive
    Scenario: Inside the customer's window it is
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer allows discharging only from 1 hour to 9 hours from now
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_IN

    @PR2-A-08.at-floor @dut:pev @boundary
    Scenario: At the very floor there is nothing to give
      Given a PEV of 60 kWh with 40 % charge and a floor of 40 %
      And the PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_ENERGY_EXCEEDS_AVAILABLE

    @PR2-A-08.least-power @dut:pev @positive
    Scenario: The least of all powers binds
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer sets the maximum discharge to 3 kW
      And it has opted in to an event of 3 kW in 30 minutes, for 1 hour
      When the utility requests 3001 W for 1 hour
      Then the PEV rejects the request with E_POWER_EXCEEDS
      And no power leaves the PEV

    @PR2-A-08.no-power @dut:pev @boundary
    Scenario: A greatest power of nothing allows nothing
      Given a discharge of 4 kW is under way
      When the customer sets the maximum discharge to 0 W
      Then the discharge ends within 20 seconds

    @PR2-A-08.lower-floor-of-an-event @dut:pev @negative
    Scenario: A floor for the event that is lower than the customer's own lowers nothing
      Given a discharge of 5 kW is under way
      And the customer limits the event to 4 kW for 50 minutes, down to a charge of 10 %, at the PEV
      And 1 minute passes
      When the charge of the PEV turns out to be only 1 kWh above the floor
      Then its state of charge never falls below the customer's floor

    @PR2-A-08.asks-first @dut:pev @positive
    Scenario: A customer who wants to be asked decides
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer wants to be asked about each event
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision UNDECIDED
      And once the customer opts in the PEV says OPT_IN

    @PR2-A-08.never-decided @dut:pev @boundary
    Scenario: A customer who decides nothing stays out
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer wants to be asked about each event
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV has said OPT_OUT by the start

    @PR2-A-08.changed @dut:pev @positive
    Scenario: An event that still fits after a change is taken up as it is now
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When the utility changes the event to 5 kW
      Then the PEV answers it with the decision OPT_IN
      When the utility requests 5 kW for 1 hour
      Then the discharge reaches 5 kW within its response class and holds it for 10 minutes

    @PR2-A-08.changed-and-large @dut:pev @boundary
    Scenario: An event that takes most of the energy takes it once, changed or not
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 6 kW in 2 hours, for 90 minutes
      When the utility changes the event to 5500 W
      Then the PEV answers it with the decision OPT_IN

    @PR2-A-08.changed-too-much @dut:pev @negative
    Scenario: An event that fits no more after a change is left
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When the utility changes the event to 9 kW
      Then the PEV answers it with the decision OPT_OUT for E_POWER_EXCEEDS
      When the utility requests 4 kW for 1 hour
      Then no power leaves the PEV

    @PR2-A-08.changed-back @dut:pev @positive
    Scenario: An event that fits again after a further change is taken up again
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      And the utility changes the event to 9 kW
      And 1 minute passes
      When the utility changes the event to 4 kW
      Then the PEV answers it with the decision OPT_IN
      When the utility requests 4 kW for 1 hour
      Then the discharge reaches 4 kW within its response class and holds it for 10 minutes

    @PR2-A-08.beside-a-changed-one @dut:pev @boundary
    Scenario: A new event beside one that was changed is answered as what it is
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      And the utility changes the event to 3 kW
      And 1 minute passes
      When the utility announces an event of 2 kW in 6 hours, for 1 hour
      Then the PEV answers it with the decision OPT_IN

    @PR2-A-08.overtaken @dut:pev @fault
    Scenario: A revision of an event that was overtaken changes nothing
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      And the utility changes the event to 3 kW in revision 2
      When revision 1 of the event comes late, asking for 9 kW
      And the utility requests 3 kW for 1 hour
      Then the PEV accepts within its response class
      And the discharge reaches 3 kW within its response class and holds it for 10 minutes

    @PR2-A-08.changed-under-way @dut:pev @fault
    Scenario: An event that fits no more after a change is left while it runs, too
      Given a discharge of 5 kW is under way
      When the utility changes the event to 9 kW
      Then the PEV answers it with the decision OPT_OUT for E_POWER_EXCEEDS
      And the discharge ends within 30 seconds

    @PR2-A-08.raised-floor @dut:pev @fault
    Scenario: A floor raised during the event ends the discharge with a notice
      Given a discharge of 4 kW is under way
      When the customer sets the floor to 90 %
      Then the discharge ends within 20 seconds
      And the PEV sends a TerminationNotice within 20 seconds:
        | reason | PREFERENCE or SOC_MIN |

    @PR2-A-08.charge-since @dut:pev @negative
    Scenario: A second event is answered by the charge that is left since the first was answered
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 2 kW in 6 hours, for 1 hour
      And the charge of the PEV has fallen to 3 kWh above the floor
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_ENERGY_EXCEEDS_AVAILABLE

    @PR2-A-08.switched-off @dut:pev @fault
    Scenario: Discharging switched off during the event ends it
      Given a discharge of 4 kW is under way
      When the customer switches discharging off
      Then the discharge ends within 20 seconds
      And the PEV sends a TerminationNotice within 20 seconds:
        | reason | PREFERENCE |

    @PR2-A-08.window-ends @dut:pev @fault
    Scenario: A window that the customer narrows during the event ends it where the window ends
      Given a discharge of 4 kW is under way
      When the customer allows discharging only from 0 minutes to 20 minutes from now
      Then the discharge ends within 1210 seconds
      And the PEV sends a TerminationNotice within 1210 seconds:
        | reason | PREFERENCE |

    @PR2-A-08.off-at-rest @dut:pev @fault
    Scenario: Discharging that is switched off while the PEV stands by stays off
      Given a discharge of 5 kW is under way
      And the utility has changed the request to 0 W
      And the customer switches discharging off
      And 1 minute passes
      When the utility changes the request to 4 kW
      Then no power leaves the PEV

    @PR2-A-08.before-the-start @dut:pev @fault
    Scenario Outline: <What> between a request and its start, and nothing is given
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility requests 5 kW for 1 hour
      When the customer <does>
      Then no power leaves the PEV

      Examples:
        | id                              | What                        | does                     |
        | PR2-A-08.before-the-start.off   | Discharging is switched off | switches discharging off |
        | PR2-A-08.before-the-start.floor | The floor is raised         | sets the floor to 90 %   |

    @PR2-A-08.full-by-departure @dut:pev @boundary
    Scenario: A discharge that would leave too little time to charge for the departure ends before that
      Given a PEV that charges at up to 7 kW
      And a discharge of 5 kW for 30 minutes is under way
      And the customer wants 3 kWh more than the event leaves, by 10 minutes after it
      When the event ends
      Then the PEV holds what its customer wants by the departure

    @PR2-A-08.hovers @dut:pev @boundary
    Scenario: A discharge that the floor has ended does not come and go with the charge
      Given a discharge of 5 kW is under way
      And the charge of the PEV turns out to be as low as its tolerance allows
      And 1 minute passes
      When the charge hovers between there and 300 Wh above the floor 10 times, and the utility asks for 5 kW each time
      Then no power has left the PEV meanwhile

    @PR2-A-08.copy @dut:esci @positive
    Scenario: A preference set at the ESCI reaches the PEV
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the customer sets the maximum discharge to 2 kW at the ESCI
      Then the ESCI sends a DischargePreference within 10 seconds:
        | maxDischargeW | 2000 |

    @PR2-A-08.copy-floor @dut:esci @positive
    Scenario: A floor set at the ESCI reaches the PEV
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the customer sets the floor to 65 % at the ESCI
      Then the ESCI sends a DischargePreference within 10 seconds:
        | socFloor | 65 |

    @PR2-A-08.copy-high-floor @dut:esci @boundary
    Scenario: A floor of any height set at the ESCI reaches the PEV as it is
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the customer sets the floor to 87 % at the ESCI
      Then the ESCI sends a DischargePreference within 10 seconds:
        | socFloor | 87 |

    @PR2-A-08.copy-both-windows @dut:esci @positive
    Scenario: A customer's hours at the ESCI reach the PEV, the second as well as the first
      Given the PEV is connected
      When the customer allows discharging only from 06:00 to 08:00 and from 17:00 to 21:00 in Asia/Tokyo at the ESCI
      Then the ESCI sends a DischargePreference within 10 seconds:
        | windows.0.from | 06:00 |
        | windows.1.from | 17:00 |
        | windows.1.to   | 21:00 |

    @PR2-A-08.copy-window @dut:esci @positive
    Scenario: Hours set at the ESCI reach the PEV with their time zone
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the customer allows discharging only from 17:00 to 21:00 in Asia/Tokyo at the ESCI
      Then the ESCI sends a DischargePreference within 10 seconds:
        | windows.0.from | 17:00      |
        | windows.0.to   | 21:00      |
        | windows.0.tz   | Asia/Tokyo |

    @PR2-A-08.copy-departure @dut:esci @positive
    Scenario: A departure set at the ESCI reaches the PEV
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the customer sets the departure to 5 hours from now and its charge to 70 % at the ESCI
      Then the ESCI sends a DischargePreference within 10 seconds:
        | departureSoc | 70 |

    @PR2-A-08.copy-set-before @dut:esci @boundary
    Scenario: A preference set at the ESCI while no cable is in reaches the PEV that comes
      Given the devices are running and no cable is in
      And the customer sets the floor to 65 % at the ESCI
      And 10 minutes pass
      When the cable goes in
      Then the ESCI sends a DischargePreference within 20 seconds:
        | socFloor | 65 |

    @PR2-A-08.copy-kept @dut:esci @fault
    Scenario: A preference set at the ESCI holds on after the ESCI restarts
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer sets the maximum discharge to 2 kW at the ESCI
      And the ESCI is without power for 5 seconds
      And the cable is pulled
      When the cable goes in again
      Then the ESCI sends a DischargePreference within 10 seconds:
        | maxDischargeW | 2000 |

    @PR2-A-08.copy-of-one @dut:esci @boundary @if:evseCount=2
    Scenario Outline: A floor set at the ESCI for the <who> of two PEVs is that PEV's alone
      Given 2 PEVs are connected at one ESCI
      When the customer of the <who> PEV sets the floor to 65 % at the ESCI
      Then the ESCI tells the <who> PEV within 10 seconds of a floor of 65 %, and the other of none such

      Examples:
        | id                          | who    |
        | PR2-A-08.copy-of-one.first  | first  |
        | PR2-A-08.copy-of-one.second | second |

    @PR2-A-08.copy-off @dut:esci @negative
    Scenario: Discharging switched off at the ESCI ends it
      Given a discharge of 4 kW is under way
      When the customer switches discharging off at the ESCI
      Then the ESCI sends a DischargePreference within 10 seconds:
        | enabled | false |
      And the discharge ends within 30 seconds

  @PR2-A-12 @must @esci @pev @source:L14 @source:L77
  Rule: Connecting establishes who is there, what the equipment can do and whether discharge is authorised

    Identity, an EVSE that can reverse the flow, the rating of the cordset, and an inverter authorised for the site.
    What is missing or unknown counts as not there. The customer can read and set every preference at the PEV, and a
    value that is refused leaves the last valid one.

    @PR2-A-12.notice @dut:esci @positive
    Scenario: The notice of a connection tells what the equipment can do
      Given a cordset of 32 A
      When the cable goes in
      Then the ESCI sends a ConnectionNotice to the utility within 61 seconds:
        | pevId              | its own |
        | bidirectional      | true |
        | cordsetA           | 32   |
        | inverterAuthorised | true |
        | location           | L1   |
        | architecture       | S2   |

    @PR2-A-12.notice-again @dut:esci @positive
    Scenario: A PEV that comes again at once with another cordset is told of again, in a session of its own
      Given a cordset of 32 A
      And the PEV is connected
      And the cable is pulled
      And 10 seconds pass
      When the cable goes in again with a cordset of 16 A
      Then the ESCI sends a ConnectionNotice to the utility within 61 seconds:
        | pevId    | its own |
        | cordsetA | 16      |

    @PR2-A-12.loose @dut:esci @fault
    Scenario: A PEV whose cable was loose for seconds is told of again, in a session of its own
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the cable comes loose for 3 seconds
      Then the utility is told of the connection anew within 64 seconds

    @PR2-A-12.another-pev @dut:esci @positive
    Scenario: Another PEV at the same socket is told of by its own name
      Given of 2 PEVs the first is connected at the only EVSE
      And the cable is pulled
      And 10 seconds pass
      When the second PEV is connected in its place
      Then the utility is told of the second PEV by its name within 61 seconds, and of the first no more

    @PR2-A-12.no-longer-authorised @dut:esci @boundary
    Scenario: An inverter that was authorised at the last connection and is no more is named so
      Given the PEV is connected
      And the cable is pulled
      And 10 seconds pass
      And an inverter that is not authorised
      When the cable goes in again
      Then the ESCI sends a ConnectionNotice to the utility within 61 seconds:
        | pevId              | its own |
        | inverterAuthorised | false   |

    @PR2-A-12.one-way @dut:esci @negative
    Scenario: Through a one-way EVSE nothing is asked of a PEV
      Given an EVSE that cannot reverse the flow
      And the cable has been in for half a minute
      And an event of 4 kW in 30 minutes, for 1 hour, is announced
      When the utility requests 4 kW for 1 hour
      Then the ESCI answers it with E_NOT_CAPABLE
      And no power leaves the PEV

    @PR2-A-12.one-way-reported @dut:esci @negative
    Scenario: A one-way EVSE is named so
      Given an EVSE that cannot reverse the flow
      When the cable goes in
      Then the ESCI sends a ConnectionNotice within 61 seconds:
        | bidirectional    | false |
        | capabilities.v2g | false |

    @PR2-A-12.unauthorised @dut:esci @negative
    Scenario: With an inverter that is not authorised nothing is asked of a PEV
      Given an inverter that is not authorised
      And the cable has been in for half a minute
      And an event of 4 kW in 30 minutes, for 1 hour, is announced
      When the utility requests 4 kW for 1 hour
      Then the ESCI answers it with E_NOT_READY
      And no power leaves the PEV

    @PR2-A-12.unauthorised-at-pev @dut:pev @negative
    Scenario: A PEV whose inverter is not authorised does not discharge
      Given an inverter that is not authorised
      And the cable has been in for half a minute
      And an event of 4 kW in 30 minutes, for 1 hour, is announced
      When a request of 4 kW for 1 hour reaches the PEV
      Then the PEV rejects the request with E_NOT_READY
      And no power leaves the PEV

    @PR2-A-12.no-cordset @dut:esci @boundary
    Scenario Outline: A cordset <rating> counts as none
      Given a cordset <rating>
      And the cable has been in for half a minute
      And an event of 4 kW in 30 minutes, for 1 hour, is announced
      When the utility requests 4 kW for 1 hour
      Then the ESCI answers it with E_NOT_READY
      And no power leaves the PEV

      Examples:
        | id                            | rating            |
        | PR2-A-12.no-cordset.zero      | of 0 A            |
        | PR2-A-12.no-cordset.unknown   | of unknown rating |

    @PR2-A-12.preference-set @dut:pev @positive
    Scenario Outline: The customer's <field> is taken and holds within ten seconds
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the PEV is connected
      When the customer sets <field> to <value> at the PEV
      Then asked 10 seconds later the PEV reports <reported>

      Examples:
        | id                                | field         | value | reported                 |
        | PR2-A-12.preference-set.floor     | socFloor      | 50    | socFloor 50              |
        | PR2-A-12.preference-set.power     | maxDischargeW | 2500  | maxDischargeW 2500       |

    @PR2-A-12.preference-kept @dut:pev @positive
    Scenario: Setting one preference leaves the others as they are
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the PEV is connected
      And the customer sets socFloor to 47.5 at the PEV
      When the customer sets maxDischargeW to 2500 at the PEV
      Then asked 10 seconds later the PEV reports socFloor 47.5
      And asked 10 seconds later the PEV reports maxDischargeW 2500

    @PR2-A-12.off-and-on @dut:pev @negative
    Scenario: Discharging switched off and on again leaves the other preferences as they were
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the PEV is connected
      And the customer sets socFloor to 47.5 at the PEV
      And the customer switches discharging off
      And 1 minute passes
      When the customer sets enabled to true at the PEV
      Then asked 10 seconds later the PEV reports socFloor 47.5

    @PR2-A-12.windows-set @dut:pev @positive
    Scenario: The hours that the customer sets at the PEV hold
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer allows discharging only from 4 hours to 9 hours from now
      And 10 seconds pass
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the PEV answers it with the decision OPT_OUT for E_PREFERENCE

    @PR2-A-12.two-windows @dut:pev @positive
    Scenario Outline: Of two windows that the customer sets at the PEV each is open, and not what lies between
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer allows discharging only from 1 hour to 4 hours and from 6 hours to 9 hours from now
      And 10 seconds pass
      When the utility announces an event of 4 kW in <lead> hours, for 1 hour
      Then the PEV answers it with the decision <decision>

      Examples:
        | id                             | lead | decision                 |
        | PR2-A-12.two-windows.first     | 2    | OPT_IN                   |
        | PR2-A-12.two-windows.second    | 7    | OPT_IN                   |
        | PR2-A-12.two-windows.between   | 4    | OPT_OUT for E_PREFERENCE |

    @PR2-A-12.departure-elsewhere @dut:pev @boundary
    Scenario: A departure is the instant that it is, with whatever offset it is written
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the PEV is connected
      When the customer sets the departure to 30 hours from now at the PEV, the time written with offset -07:00
      Then asked 10 seconds later the PEV reports that departure

    @PR2-A-12.departure-set @dut:pev @positive
    Scenario: The departure that the customer sets at the PEV stands in its reports
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the PEV is connected
      When the customer sets the departure to 30 hours from now at the PEV
      Then asked 10 seconds later the PEV reports that departure

    @PR2-A-12.half-refused @dut:pev @negative
    Scenario: Of preferences of which one is refused none is taken
      Given a PEV of 60 kWh with 80 % charge and a floor of 40 %
      And the PEV is connected
      When the customer tries to set socFloor to 60 and maxDischargeW to -1 at the PEV
      Then the PEV refuses it on its own panel with E_SCHEMA
      And asked 10 seconds later the PEV reports socFloor 40

    @PR2-A-12.half-refused-at-esci @dut:pev @negative
    Scenario: Of the ESCI's preferences of which one is refused none is taken
      Given a PEV of 60 kWh with 80 % charge and a floor of 40 %
      And the PEV is connected
      When the ESCI passes on that its customer set socFloor to 60 and maxDischargeW to -1
      Then the PEV answers it with E_SCHEMA
      And asked 10 seconds later the PEV reports socFloor 40

    @PR2-A-12.equipment-at-pev @dut:pev @negative
    Scenario Outline: A PEV behind <what> does not discharge
      Given <equipment>
      And the cable has been in for half a minute
      And an event of 4 kW in 30 minutes, for 1 hour, is announced
      When a request of 4 kW for 1 hour reaches the PEV
      Then no power leaves the PEV

      Examples:
        | id                                   | what                         | equipment                        |
        | PR2-A-12.equipment-at-pev.one-way    | a one-way EVSE               | an EVSE that cannot reverse the flow |
        | PR2-A-12.equipment-at-pev.no-cordset | a cordset of unknown rating  | a cordset of unknown rating      |

    @PR2-A-12.preference-refused @dut:pev @negative
    Scenario Outline: A <field> of <value> is refused and the last valid one stays
      Given a PEV of 60 kWh with 80 % charge and a floor of 40 %
      And the PEV is connected
      When the customer tries to set <field> to <value> at the PEV
      Then the PEV refuses it on its own panel with E_SCHEMA
      And asked 10 seconds later the PEV reports socFloor 40

      Examples:
        | id                                    | field         | value |
        | PR2-A-12.preference-refused.too-low   | socFloor      | 5     |
        | PR2-A-12.preference-refused.too-high  | socFloor      | 95    |
        | PR2-A-12.preference-refused.negative  | maxDischargeW | -1    |
        | PR2-A-12.preference-refused.words     | socFloor      | half  |

    @PR2-A-12.before-notice @dut:pev @fault
    Scenario: A request before the connection is established is refused without harm
      Given a PEV of 60 kWh with 80 % charge and a floor of 30 %
      And the cable is in but no notice has reached the PEV
      When a request of 4 kW for 1 hour reaches the PEV
      Then the PEV rejects the request with E_NOT_READY or E_UNKNOWN_EVENT or E_STATE
      And no power leaves the PEV
