@PR2-B @isolation
Feature: Isolation: no voltage on a line that somebody believes dead

  In an outage people work on the lines outside. A PEV may feed the home only when the home is parted from them for
  certain. What a switch was told to do proves nothing; what two sensors of different kinds show, proves it.

  @PR2-B-02 @must @esci @pev @source:L114 @if:scenarios=PR2-B
  Rule: A PEV puts voltage on the home only behind a switch that two independent signs show open

    The auxiliary contact is one sign. The other is that home and grid are measured not to be coupled, or that the
    premises bus has been dead for P_DEAD_T before anything here energises it. Whatever is unknown counts as not
    isolated, and one sign against it outweighs all others. A sign that is lost while the PEV supplies ends the supply
    within P_T_TRIP. Only a hand at the panel takes that back, and no loss of power does; then everything is proven
    anew. The ESCI judges the sensors; the PEV judges what the ESCI reports of them. In the PEV's cases the tester
    reports and asks in the ESCI's place; the switch stands as the scenario says.

    @PR2-B-02.proven @dut:esci @positive @if:switchType=AUTO
    Scenario: With the switch seen open by contact and coupling the home is supplied
      Given a home with an automated isolation switch
      And the PEV is connected
      When the grid fails
      Then the ESCI asks for backup within 32 seconds, on a fresh report of the open switch
      And the home is under voltage within 1 minute

    @PR2-B-02.dead-bus @dut:esci @positive @if:switchType=AUTO
    Scenario: With the coupling sensor out of order a dead bus is the second sign
      Given a home with an automated isolation switch
      And the PEV is connected
      And the coupling sensor shows nothing
      When the grid fails
      Then the ESCI asks for backup within 33 seconds, on a fresh report of the open switch
      And the home is under voltage within 1 minute

    @PR2-B-02.welded @dut:esci @negative @if:switchType=AUTO
    Scenario: A switch that was told to open and shows closed is not open
      Given a home with an automated isolation switch
      And the PEV is connected
      And the switch is stuck
      When the grid fails
      Then the ESCI sends no EmergencyGenerationRequest for 5 minutes
      And the PEV puts no voltage on the home for 5 minutes

    @PR2-B-02.lie @dut:esci @negative @if:switchType=AUTO
    Scenario Outline: With the switch stuck closed, <what> does not make it open
      Given a home with an automated isolation switch
      And the PEV is connected
      And the switch is stuck
      And <sensor>
      When the grid fails
      Then the ESCI sends no EmergencyGenerationRequest for 5 minutes
      And the PEV puts no voltage on the home for 5 minutes

      Examples:
        | id                         | what                               | sensor                                |
        | PR2-B-02.lie.contact-open  | a contact that shows open          | the contact shows open                |
        | PR2-B-02.lie.contact-lost  | a contact that shows nothing       | the contact shows nothing             |
        | PR2-B-02.lie.apart         | a coupling sensor that shows apart | the coupling sensor shows apart       |
        | PR2-B-02.lie.coupling-lost | a coupling sensor without a sign   | the coupling sensor shows nothing     |
        | PR2-B-02.lie.bus-zero      | a bus sensor at zero               | the bus sensor shows 0 V              |
        | PR2-B-02.lie.none          | the silence of all sensors         | no sensor of the switch shows anything |

    @PR2-B-02.contradiction @dut:esci @negative @if:switchType=AUTO
    Scenario Outline: With the switch open, <what> still forbids the supply
      Given a home with an automated isolation switch
      And the PEV is connected
      And <sensor>
      When the grid fails
      Then the ESCI sends no EmergencyGenerationRequest for 5 minutes
      And the PEV puts no voltage on the home for 5 minutes

      Examples:
        | id                                      | what                                  | sensor                             |
        | PR2-B-02.contradiction.contact-closed   | a contact that sticks at closed       | the contact shows closed           |
        | PR2-B-02.contradiction.contact-nothing  | a contact that shows nothing          | the contact shows nothing          |
        | PR2-B-02.contradiction.coupled          | a coupling sensor that shows coupled  | the coupling sensor shows coupled  |
        | PR2-B-02.contradiction.live             | a bus at full voltage from elsewhere  | the bus sensor shows 240 V         |

    @PR2-B-02.one-sign @dut:esci @negative @if:switchType=AUTO
    Scenario: The contact alone is one sign, and one is not enough
      Given a home with an automated isolation switch
      And the PEV is connected
      And the coupling sensor shows nothing
      And the bus sensor shows nothing
      When the grid fails
      Then the ESCI sends no EmergencyGenerationRequest for 5 minutes
      And the PEV puts no voltage on the home for 5 minutes

    @PR2-B-02.bus-threshold @dut:esci @boundary @if:switchType=AUTO
    Scenario: A bus at exactly a tenth of its voltage is not dead
      Given a home with an automated isolation switch
      And the PEV is connected
      And the coupling sensor shows nothing
      And the bus sensor shows 10 % of the nominal voltage
      When the grid fails
      Then the ESCI sends no EmergencyGenerationRequest for 5 minutes
      And the PEV puts no voltage on the home for 5 minutes

    @PR2-B-02.threshold-of-its-grid @dut:esci @boundary @if:switchType=AUTO
    Scenario: On a grid of another voltage a bus is dead below a tenth of that
      Given a home with an automated isolation switch
      And a grid of 208 V
      And the PEV is connected
      And the coupling sensor shows nothing
      And the bus sensor shows 10 % of the nominal voltage
      When the grid fails
      Then the ESCI sends no EmergencyGenerationRequest for 5 minutes
      And the PEV puts no voltage on the home for 5 minutes

    @PR2-B-02.below-threshold @dut:esci @boundary @if:switchType=AUTO
    Scenario: A bus just below a tenth of its voltage is dead
      Given a home with an automated isolation switch
      And the PEV is connected
      And the coupling sensor shows nothing
      And the bus sensor shows 9.9 % of the nominal voltage
      When the grid fails
      Then the home is under voltage within 1 minute

    @PR2-B-02.dead-time @dut:esci @boundary @if:switchType=AUTO
    Scenario: A bus counts as dead only after it has been dead for a whole second
      Given a home with an automated isolation switch
      And the PEV is connected
      And the coupling sensor shows nothing
      And the bus sensor shows nothing
      And the grid fails
      And 10 seconds pass
      When the bus sensor shows 0 V
      Then the ESCI sends no EmergencyGenerationRequest for 999 milliseconds
      And the home is under voltage within 1 minute

    @PR2-B-02.dead-again @dut:esci @boundary @if:switchType=AUTO
    Scenario: A moment without a sign of the dead bus begins the second anew
      Given a home with an automated isolation switch
      And the PEV is connected
      And the coupling sensor shows nothing
      And the bus sensor shows nothing
      And the grid fails
      And 10 seconds pass
      And the bus sensor shows 0 V
      And 500 milliseconds pass
      And the bus sensor shows nothing
      And 1 millisecond passes
      When the bus sensor shows 0 V
      Then the ESCI sends no EmergencyGenerationRequest for 999 milliseconds
      And the home is under voltage within 1 minute

    @PR2-B-02.lost @dut:esci @fault @if:switchType=AUTO
    Scenario Outline: While the PEV supplies, <what> ends the supply at once
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When <sensor>
      Then the voltage of the home is gone within 500 milliseconds
      And the switch stays open for 1 minute

      Examples:
        | id                          | what                                  | sensor                                 |
        | PR2-B-02.lost.contact       | a contact that shows nothing more     | the contact shows nothing              |
        | PR2-B-02.lost.closed        | a contact that shows closed           | the contact shows closed               |
        | PR2-B-02.lost.coupling      | a coupling sensor that shows no more  | the coupling sensor shows nothing      |
        | PR2-B-02.lost.coupled       | a coupling sensor that shows coupled  | the coupling sensor shows coupled      |
        | PR2-B-02.lost.all           | the loss of all sensors               | no sensor of the switch shows anything |

    @PR2-B-02.lost-beside-dead-bus @dut:esci @fault @if:switchType=AUTO
    Scenario Outline: Where a dead bus was the second sign, <what> ends the supply as well
      Given a home with an automated isolation switch
      And the PEV is connected
      And the coupling sensor shows nothing
      And the grid fails
      And the PEV has come to supply the home
      When <sensor>
      Then the voltage of the home is gone within 500 milliseconds

      Examples:
        | id                                      | what                                 | sensor                            |
        | PR2-B-02.lost-beside-dead-bus.contact   | a contact that shows nothing more    | the contact shows nothing         |
        | PR2-B-02.lost-beside-dead-bus.coupled   | a coupling sensor that shows coupled | the coupling sensor shows coupled |

    @PR2-B-02.falls @dut:esci @fault @if:switchType=AUTO
    Scenario: A switch that falls closed under the supply ends it at once
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When the switch falls closed
      Then the voltage of the home is gone within 500 milliseconds

    @PR2-B-02.latched @dut:esci @fault @if:switchType=AUTO
    Scenario: After a lost sign nothing is supplied again until somebody resets the ESCI
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the contact shows nothing
      And 1 second passes
      When all sensors of the switch show the truth again
      Then the PEV puts no voltage on the home for 10 minutes
      And the ESCI sends no EmergencyGenerationRequest for 10 minutes

    @PR2-B-02.latched-over-the-return @dut:esci @fault @if:switchType=AUTO
    Scenario: A grid that returns and goes again is no reset
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the contact shows nothing
      And 1 second passes
      And all sensors of the switch show the truth again
      And the grid returns
      And the customer closes the switch by hand
      And 20 minutes pass
      When the grid fails
      Then the PEV puts no voltage on the home for 10 minutes
      And the ESCI sends no EmergencyGenerationRequest for 10 minutes

    @PR2-B-02.reset @dut:esci @positive @if:switchType=AUTO
    Scenario: Once it is reset, a new proof lets the supply begin again
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the contact shows nothing
      And 1 second passes
      And all sensors of the switch show the truth again
      And 1 minute passes
      When the customer resets the ESCI at its panel
      Then the home is under voltage within 1 minute

    @PR2-B-02.reset-in-vain @dut:esci @negative @if:switchType=AUTO
    Scenario: A reset does not stand in for the sign that is still missing
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the contact shows nothing
      And 1 minute passes
      When the customer resets the ESCI at its panel
      Then the PEV puts no voltage on the home for 10 minutes
      And the ESCI sends no EmergencyGenerationRequest for 10 minutes

    @PR2-B-02.latched-in-the-dark @dut:esci @fault @if:switchType=AUTO
    Scenario: A loss of power resets nothing
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the contact shows nothing
      And 1 second passes
      And all sensors of the switch show the truth again
      When the ESCI is without power for 5 seconds
      Then the PEV puts no voltage on the home for 10 minutes
      And the ESCI sends no EmergencyGenerationRequest for 10 minutes

    @PR2-B-02.latched-for-who-comes @dut:esci @fault @if:switchType=AUTO
    Scenario: A PEV that comes anew is no reset
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the contact shows nothing
      And 1 second passes
      And all sensors of the switch show the truth again
      And the ESCI is without power for 5 seconds
      And the cable is pulled
      And 10 seconds pass
      When the cable goes in again
      Then the PEV puts no voltage on the home for 10 minutes
      And the ESCI sends no EmergencyGenerationRequest for 10 minutes

    @PR2-B-02.manual @dut:esci @positive @if:switchType=MANUAL
    Scenario: A manual switch that two signs show open, and its customer too, is proven open
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests that the switch is open
      Then the home is under voltage within 1 minute

    @PR2-B-02.manual-contradiction @dut:esci @negative @if:switchType=MANUAL
    Scenario Outline: With <what> a manual switch is not open, whatever its customer says
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And <sensor>
      When the customer attests that the switch is open
      Then the PEV puts no voltage on the home for 10 minutes
      And the ESCI sends no EmergencyGenerationRequest for 10 minutes

      Examples:
        | id                                     | what                                  | sensor                            |
        | PR2-B-02.manual-contradiction.contact  | a contact that shows closed           | the contact shows closed          |
        | PR2-B-02.manual-contradiction.coupling | a coupling sensor that shows coupled  | the coupling sensor shows coupled |
        | PR2-B-02.manual-contradiction.lie      | a contact alone that shows open       | the contact shows open            |
        | PR2-B-02.manual-contradiction.apart    | a coupling sensor alone that shows apart | the coupling sensor shows apart |

    @PR2-B-02.manual-one-sign @dut:esci @negative @if:switchType=MANUAL
    Scenario Outline: Behind an open manual switch too, <what> is not enough, whatever its customer says
      Given a home with a manual isolation switch
      And the PEV is connected
      And the coupling sensor shows nothing
      And <sensor>
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests that the switch is open
      Then the PEV puts no voltage on the home for 10 minutes
      And the ESCI sends no EmergencyGenerationRequest for 10 minutes

      Examples:
        | id                                  | what                                        | sensor                                             |
        | PR2-B-02.manual-one-sign.contact    | the contact alone                           | the bus sensor shows nothing                       |
        | PR2-B-02.manual-one-sign.bus        | a dead bus alone                            | the contact shows nothing                          |
        | PR2-B-02.manual-one-sign.threshold  | a bus at exactly a tenth of its voltage     | the bus sensor shows 10 % of the nominal voltage   |

    @PR2-B-02.manual-dead-time @dut:esci @boundary @if:switchType=MANUAL
    Scenario: Behind a manual switch too a bus counts as dead only after a whole second
      Given a home with a manual isolation switch
      And the PEV is connected
      And the coupling sensor shows nothing
      And the bus sensor shows nothing
      And the grid fails
      And the customer opens the switch by hand
      And the customer attests that the switch is open
      And 10 seconds pass
      When the bus sensor shows 0 V
      Then the ESCI sends no EmergencyGenerationRequest for 999 milliseconds
      And the home is under voltage within 1 minute

    @PR2-B-02.manual-latched @dut:esci @fault @if:switchType=MANUAL
    Scenario: After a lost sign behind a manual switch the customer's word is no reset
      Given a home with a manual isolation switch
      And the PEV supplies the home behind the opened switch
      And the contact shows nothing
      And 1 second passes
      And all sensors of the switch show the truth again
      And 1 minute passes
      When the customer attests that the switch is open
      Then the PEV puts no voltage on the home for 10 minutes
      And the ESCI sends no EmergencyGenerationRequest for 10 minutes

    @PR2-B-02.manual-lost @dut:esci @fault @if:switchType=MANUAL
    Scenario: A sign that is lost while the PEV supplies behind a manual switch ends the supply at once
      Given a home with a manual isolation switch
      And the PEV supplies the home behind the opened switch
      When the contact shows nothing
      Then the voltage of the home is gone within 500 milliseconds

    @PR2-B-02.manual-closed @dut:esci @fault @if:switchType=MANUAL
    Scenario: A hand that closes the switch under the supply ends it at once
      Given a home with a manual isolation switch
      And the PEV supplies the home behind the opened switch
      When the customer closes the switch by hand
      Then the voltage of the home is gone within 500 milliseconds

    @PR2-B-02.not-from-elsewhere @dut:esci @negative @if:switchType=AUTO
    Scenario Outline: <what> from the utility does not pass the ESCI
      Given a home with an automated isolation switch
      And the PEV is connected
      And the switch is stuck
      And the grid fails
      When <what> arrives from the utility for the PEV
      Then no <message> of the utility's reaches the PEV in 1 minute
      And the PEV puts no voltage on the home for 2 minutes

      Examples:
        | id                                  | what                        | message                    |
        | PR2-B-02.not-from-elsewhere.switch  | a report of an open switch  | IsolationStatus            |
        | PR2-B-02.not-from-elsewhere.request | a request for backup        | EmergencyGenerationRequest |

    @PR2-B-02.reported-proven @dut:pev @positive
    Scenario Outline: A report of the open switch by <signs> lets the PEV supply
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with <signs>
      When the ESCI requests backup
      Then the PEV agrees to supply the home
      And the home is under voltage within 1 minute

      Examples:
        | id                                | signs                            |
        | PR2-B-02.reported-proven.coupling | contact open and coupling open   |
        | PR2-B-02.reported-proven.bus      | contact open and bus open        |

    @PR2-B-02.reported @dut:pev @negative
    Scenario Outline: The switch reported as <position>, <signs>, is no proof to the PEV
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch <position>, with <signs>
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 2 minutes

      Examples:
        | id                                | position | signs                                          |
        | PR2-B-02.reported.contact-only    | OPEN     | contact open                                   |
        | PR2-B-02.reported.coupling-only   | OPEN     | coupling open                                  |
        | PR2-B-02.reported.no-contact      | OPEN     | coupling open and bus open                     |
        | PR2-B-02.reported.nothing         | OPEN     | nothing                                        |
        | PR2-B-02.reported.coupling-lost   | OPEN     | contact open and coupling unknown              |
        | PR2-B-02.reported.contradicted    | OPEN     | contact open, coupling closed and bus open     |
        | PR2-B-02.reported.contact-closed  | OPEN     | contact closed, coupling open and bus open     |
        | PR2-B-02.reported.bus-live        | OPEN     | contact open, coupling open and bus closed     |
        | PR2-B-02.reported.unknown         | UNKNOWN  | contact open and coupling open                 |
        | PR2-B-02.reported.closed          | CLOSED   | contact closed and coupling closed             |

    @PR2-B-02.grid-sensed @dut:pev @negative
    Scenario: A report of an open switch does not outweigh the grid at the PEV's own terminals
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_GRID_PRESENT
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-02.withdrawn @dut:pev @negative
    Scenario: What the ESCI reported before counts for nothing once it reports otherwise
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      And 1 second passes
      And the ESCI reports the switch UNKNOWN, with contact unknown and coupling open
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-02.withdrawn-named @dut:pev @negative
    Scenario: A request that names the older report does not revive what was taken back since
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      And 1 second passes
      And the ESCI reports the switch UNKNOWN, with contact unknown and coupling open
      When the ESCI requests backup on its first report
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-02.report-turns @dut:pev @fault
    Scenario Outline: While it supplies, a report of the switch as <position> ends the supply at once
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      When the ESCI reports the switch <position>, with <signs>
      Then the voltage of the home is gone within 500 milliseconds

      Examples:
        | id                             | position | signs                              |
        | PR2-B-02.report-turns.closed   | CLOSED   | contact closed and coupling closed |
        | PR2-B-02.report-turns.unknown  | UNKNOWN  | contact unknown and coupling open  |
        | PR2-B-02.report-turns.at-odds  | OPEN     | contact open and coupling closed   |

    @PR2-B-02.backfeed @dut:pev @fault
    Scenario: A grid that reaches the PEV's terminals through a fallen switch ends the supply at once
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      And the grid returns
      And 2 seconds pass
      When the switch falls closed
      Then the voltage of the home is gone within 500 milliseconds

    @PR2-B-02.told-to-stop @dut:pev @positive
    Scenario: The ESCI's word to stop takes the voltage away at once
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      When the ESCI ends the backup
      Then the voltage of the home is gone within 500 milliseconds
