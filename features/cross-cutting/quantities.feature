@PR2-X
Feature: Times and quantities mean the same to everyone

  Two parties that read one figure in two ways are a hazard; these rules leave one way.

  @PR2-X-03 @must @pev @esci @utility
  Rule: Times carry their offset from UTC, and a clock that is off is reported

    An instant may be written with any offset and is the same instant. A time without offset is no time. A clock that
    differs by more than a second is said to differ. What runs is measured by a clock that nobody sets: a step changes
    no duration. A leap second counts as the first of the next minute, and offsets change with the seasons.

    @PR2-X-03.own @dut:pev @positive
    Scenario: The PEV's times are complete
      Given a discharge of some power between 3 kW and 6 kW is under way
      When 5 minutes pass
      Then every time that the PEV has sent carries its offset and lies within 1 second of the clock

    @PR2-X-03.own-esci @dut:esci @positive
    Scenario: The ESCI's times are complete
      Given a discharge of 4 kW is under way
      When 5 minutes pass
      Then every time that the ESCI has sent carries its offset and lies within 1 second of the clock

    @PR2-X-03.own-utility @dut:utility @positive
    Scenario: The utility's times are complete
      Given a discharge of 4 kW is under way
      When 5 minutes pass
      Then every time that the utility has sent carries its offset and lies within 1 second of the clock

    @PR2-X-03.offset @dut:pev @positive
    Scenario: An event whose start is written with another offset starts at the same instant
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour, its start written with offset +02:00
      Then the PEV accepts within its response class
      And the discharge reaches 5 kW within its response class and holds it for 20 minutes

    @PR2-X-03.offset-minutes @dut:pev @boundary
    Scenario Outline: A start is the same instant <how> it is written
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour, its start written <how>
      Then the PEV accepts within its response class
      And the discharge reaches 5 kW within its response class and holds it for 10 minutes

      Examples:
        | id                           | how                          |
        | PR2-X-03.offset-minutes.east | with offset +05:45           |
        | PR2-X-03.offset-minutes.west | with offset -03:30           |
        | PR2-X-03.offset-minutes.nine | to the billionth of a second |

    @PR2-X-03.no-offset @dut:pev @negative
    Scenario: A start without offset is refused
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour, its start written without offset
      Then the PEV answers it with E_SCHEMA
      And no power leaves the PEV

    @PR2-X-03.no-offset-esci @dut:esci @negative
    Scenario: An event whose start has no offset goes no further than the ESCI
      Given the PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour, its start written without offset
      Then the ESCI answers it with E_SCHEMA
      And the ESCI passes no EnergySupplyEvent on to the PEV for 1 minute

    @PR2-X-03.skew @dut:pev @boundary
    Scenario Outline: A sender whose clock is off by <skew> is <reported>
      Given the PEV is connected
      When a message arrives at the PEV whose time is off by <skew>
      Then the PEV's answer <reported> the skew

      Examples:
        | id                     | skew                        | reported       |
        | PR2-X-03.skew.small    | 900 milliseconds            | does not name  |
        | PR2-X-03.skew.large    | 2 seconds                   | names          |

    @PR2-X-03.skew-of-each @dut:pev @boundary
    Scenario: Of two messages that are off the PEV names each by its own skew
      Given the PEV is connected
      When a message arrives at the PEV whose time is off by 8 seconds
      Then the PEV's answer names the skew
      When a message arrives at the PEV whose time is off by 3 seconds
      Then the PEV's answer names the skew

    @PR2-X-03.skew-author @dut:pev @boundary
    Scenario: Behind a relay whose clock is right the PEV names no skew
      Given the PEV is connected
      When a message whose author's clock is off by 3 seconds arrives at the PEV by a relay whose clock is right
      Then the PEV's answer does not name the skew

    @PR2-X-03.skew-esci @dut:esci @boundary
    Scenario: An ESCI names a sender's clock that is off
      Given the PEV is connected
      When a message arrives at the ESCI whose time is off by 3 seconds
      Then the ESCI's answer names the skew

    @PR2-X-03.skew-esci-edge @dut:esci @boundary
    Scenario: An ESCI names a clock that is off by little more than allowed
      Given the PEV is connected
      When a message arrives at the ESCI whose time is off by 1.2 seconds
      Then the ESCI's answer names the skew

    @PR2-X-03.skew-esci-fast @dut:esci @boundary
    Scenario: An ESCI names a clock that is ahead as well as one that is behind
      Given the PEV is connected
      When a message arrives at the ESCI whose time is ahead by 2 seconds
      Then the ESCI's answer names the skew

    @PR2-X-03.offset-esci @dut:esci @boundary
    Scenario: To the ESCI an enrollment ends when it ends, with whatever offset that is written
      Given a customer whose enrollment ends in 2 hours, the time written with offset +05:30
      And the PEV is connected
      When the utility announces an event of 4 kW at that instant, for 1 hour
      Then the ESCI answers it with E_NOT_ENROLLED

    @PR2-X-03.skew-esci-relayed @dut:esci @boundary
    Scenario: An ESCI names the clock of a sender whose message it passes on
      Given the PEV is connected
      When a message for the PEV arrives at the ESCI whose time is off by 3 seconds
      Then the ESCI's answer names the skew

    @PR2-X-03.skew-esci-relayed-fast @dut:esci @boundary
    Scenario: An ESCI names the clock of a sender whose message it passes on, when it is ahead as well
      Given the PEV is connected
      When a message for the PEV arrives at the ESCI whose time is ahead by 3 seconds
      Then the ESCI's answer names the skew

    @PR2-X-03.skew-utility @dut:utility @boundary
    Scenario: A utility names a sender's clock that is off
      Given the PEV is connected
      When a message arrives at the utility whose time is off by 3 seconds
      Then the utility's answer names the skew

    @PR2-X-03.skew-utility-edge @dut:utility @boundary
    Scenario: A utility names a clock that is off by little more than allowed
      Given the PEV is connected
      When a message arrives at the utility whose time is off by 1.2 seconds
      Then the utility's answer names the skew

    @PR2-X-03.skew-utility-fast @dut:utility @boundary
    Scenario: A utility names a clock that is ahead as well as one that is behind
      Given the PEV is connected
      When a message arrives at the utility whose time is ahead by 2 seconds
      Then the utility's answer names the skew

    @PR2-X-03.held-on-the-way-utility @dut:utility @positive
    Scenario: A message that its relay held for ten minutes tells the utility nothing of a clock that is off
      Given the PEV is connected
      When a message whose author's clock is off by 10 minutes arrives at the utility by a relay whose clock is right
      Then the utility's answer does not name the skew

    @PR2-X-03.skew-of-the-relay-utility @dut:utility @boundary
    Scenario: Of a message that was relayed the utility names the relay's clock
      Given the PEV is connected
      When a message whose author's clock is right arrives at the utility by a relay whose clock is off by 3 seconds
      Then the utility's answer names the skew

    @PR2-X-03.offset-utility @dut:utility @boundary
    Scenario: To the utility an enrollment ends when it ends, with whatever offset that is written
      Given a customer whose enrollment ends in 2 hours, the time written with offset +05:30
      And the PEV is connected
      When the operator creates an event of 4 kW at that instant, for 1 hour
      Then the utility sends no EnergySupplyEvent for 3 hours

    @PR2-X-03.offset-message-utility @dut:utility @positive
    Scenario Outline: The utility takes a message whose time is written with offset <offset>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When a report whose times are written with offset <offset> reaches the utility
      Then the utility takes it
      And the utility's answer does not name the skew

      Examples:
        | id                                       | offset |
        | PR2-X-03.offset-message-utility.ahead    | +05:30 |
        | PR2-X-03.offset-message-utility.behind   | -08:00 |
        | PR2-X-03.offset-message-utility.none     | +00:00 |

    @PR2-X-03.offset-opt-out-utility @dut:utility @boundary
    Scenario: An opt-out from before the customer's last word is from before it, with whatever offset its time is written
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 30 minutes
      And the customer opts out at the PEV
      And 10 minutes pass
      And the customer opts in again at the PEV
      And 10 minutes pass
      When the PEV's notice of an opt-out 15 minutes ago, the time written with offset +01:00, comes to the utility
      And the event starts
      Then the utility has requested 4 kW for the whole event, naming class and meter

    @PR2-X-03.no-offset-utility @dut:utility @negative
    Scenario Outline: The utility refuses <what>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When <what> comes to the utility
      Then the utility answers it with E_SCHEMA

      Examples:
        | id                                | what                                                        |
        | PR2-X-03.no-offset-utility.time   | a message whose time has no offset                          |
        | PR2-X-03.no-offset-utility.report | a report that does not say by which offset it was measured  |


    @PR2-X-03.year-end @dut:pev @boundary
    Scenario: A discharge goes on over the turn of the year
      Given the PEV is connected and has reported 20 kWh available at up to 6 kW
      And it is 3 hours before the year ends
      And it has opted in to an event of 5 kW in 150 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour
      Then the discharge reaches 5 kW within its response class and holds it for 50 minutes
      And the discharge of 5 kW ended with the event

    @PR2-X-03.leap-second @dut:pev @boundary
    Scenario: A start at a leap second is the instant at which the next minute begins
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it is 3 hours before the year ends
      And it has opted in to an event of 5 kW from the leap second at the end of the year, for 1 hour
      When the utility requests 5 kW for 1 hour from that leap second
      Then the PEV accepts within its response class
      And the discharge reaches 5 kW within its response class and holds it for 20 minutes

    @PR2-X-03.leap-second-event @dut:pev @boundary
    Scenario: An event that begins at a leap second is answered like any other
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it is 3 hours before the year ends
      When the utility announces an event of 5 kW from the leap second at the end of the year, for 1 hour
      Then the PEV answers it with the decision OPT_IN

    @PR2-X-03.two-offsets @dut:pev @boundary
    Scenario: A start in summer time and a change in winter time lie as far apart as they do, whatever clocks show
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility requests 5 kW for 1 hour, its start written with offset +02:00
      And 10 minutes pass
      When the utility changes the request to 3 kW in 10 minutes, the time written with offset +01:00
      Then the PEV accepts within its response class
      And the discharge reaches 3 kW within its response class and holds it for 15 minutes

    @PR2-X-03.summer-time @dut:pev @boundary
    Scenario Outline: The customer's hours follow the clocks where he lives: <day>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer allows discharging only from 10:00 to 12:00 in Europe/Berlin
      When the utility announces an event from 08:30 to 09:30 UTC on the day <day> summer time begins in Europe
      Then the PEV answers it with the decision <decision>

      Examples:
        | id                          | day      | decision |
        | PR2-X-03.summer-time.before | before   | OPT_OUT  |
        | PR2-X-03.summer-time.begun  | on which | OPT_IN   |

    @PR2-X-03.summer-time-between @dut:pev @boundary
    Scenario Outline: Hours end when the clock says so and not when as much time has passed: <day>
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the customer allows discharging only from 00:00 to 06:00 in Europe/Berlin
      When the utility announces an event from 00:30 to 04:30 UTC on the day <day> summer time begins in Europe
      Then the PEV answers it with the decision <decision>

      Examples:
        | id                                  | day      | decision |
        | PR2-X-03.summer-time-between.before | before   | OPT_IN   |
        | PR2-X-03.summer-time-between.begun  | on which | OPT_OUT  |

    @PR2-X-03.stepped @dut:pev @fault
    Scenario Outline: A discharge lasts as long as it would have when the PEV's clock is put <way> by an hour
      Given a discharge of 5 kW for 30 minutes is under way
      When the clock of the PEV is put <way> by 1 hour
      Then the discharge stays at 5 kW until the end of the event, and ends with it

      Examples:
        | id                       | way     |
        | PR2-X-03.stepped.forward | forward |
        | PR2-X-03.stepped.back    | back    |

    @PR2-X-03.stepped-command @dut:pev @fault
    Scenario Outline: A command's time runs as it did when the PEV's clock is put <way> by an hour
      Given a discharge of 5 kW is under way on commands good for 60 seconds
      And the utility falls silent
      When the clock of the PEV is put <way> by 1 hour
      Then the discharge ends within 10 seconds of the end of the last command's time, and not before

      Examples:
        | id                               | way     |
        | PR2-X-03.stepped-command.forward | forward |
        | PR2-X-03.stepped-command.back    | back    |

    @PR2-X-03.year-end-esci @dut:esci @boundary
    Scenario: The ESCI meters and reports an event over the turn of the year
      Given the PEV is connected and has reported 20 kWh available at up to 6 kW
      And it is 3 hours before the year ends
      And it has opted in to an event of 5 kW in 150 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour
      And the event ends
      Then the ESCI has reported the event as COMPLETED
      And the ESCI has reported power and registers at least every reporting interval

    @PR2-X-03.leap-second-esci @dut:esci @boundary
    Scenario: The ESCI keeps and hands on an event that starts at a leap second
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it is 3 hours before the year ends
      And it has opted in to an event of 5 kW from the leap second at the end of the year, for 1 hour
      When the utility requests 5 kW for 1 hour from that leap second
      And the event ends
      Then the ESCI has reported the event as COMPLETED

    @PR2-X-03.leap-second-handed-on @dut:esci @boundary
    Scenario: A leap second is a time for the ESCI too, and stays as it is written
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it is 3 hours before the year ends
      When the utility announces an event of 5 kW from the leap second at the end of the year, for 1 hour
      Then the ESCI hands the event to the PEV as it came, within 5 seconds

    @PR2-X-03.stepped-esci @dut:esci @fault
    Scenario Outline: Metering and report come in their time when the ESCI's clock is put <way> by an hour
      Given a discharge of 5 kW for 30 minutes is under way
      When the clock of the ESCI is put <way> by 1 hour
      And the event ends
      Then the ESCI has reported the event as COMPLETED
      And the ESCI has reported power and registers at least every reporting interval

      Examples:
        | id                            | way     |
        | PR2-X-03.stepped-esci.forward | forward |
        | PR2-X-03.stepped-esci.back    | back    |

    @PR2-X-03.stepped-esci-deed @dut:esci @fault @if:externalOptOut
    Scenario Outline: What a customer does at an EVSE whose clock was put <way> bears the time of that clock
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 4 hours, for 1 hour
      And the clock of the ESCI is put <way> by 1 hour
      And 5 minutes pass
      When the customer opts out at the EVSE
      Then the ESCI tells the utility of it within 5 seconds, with the time that its clock shows

      Examples:
        | id                                 | way     |
        | PR2-X-03.stepped-esci-deed.forward | forward |
        | PR2-X-03.stepped-esci-deed.back    | back    |

    @PR2-X-03.year-end-utility @dut:utility @boundary
    Scenario: The utility runs an event over the turn of the year
      Given the PEV is connected and has reported 20 kWh available at up to 6 kW
      And it is 45 minutes before the year ends
      And a discharge of 5 kW for 30 minutes is under way
      Then the discharge stays at 5 kW until the end of the event, and ends with it

    @PR2-X-03.stepped-utility @dut:utility @fault
    Scenario Outline: An event lasts as long as it would have when the utility's clock is put <way> by an hour
      Given a discharge of 5 kW for 30 minutes is under way
      When the clock of the utility is put <way> by 1 hour
      Then the discharge stays at 5 kW until the end of the event, and ends with it

      Examples:
        | id                               | way     |
        | PR2-X-03.stepped-utility.forward | forward |
        | PR2-X-03.stepped-utility.back    | back    |

    @PR2-X-03.stepped-before-utility @dut:utility @boundary
    Scenario: An event that is hours away follows the utility's clock when that is put forward
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 3 hours, for 30 minutes
      When the clock of the utility is put forward by 1 hour
      Then the utility asks for the event 1 hour earlier than ordered, as its clock says

  @PR2-X-04 @must @pev @esci @utility
  Rule: Power is in watts, energy in watt-hours, time in seconds; commands are magnitudes and telemetry is signed

    Discharge is commanded by a positive figure and reported by a negative one. Carriers differ in this, and a device
    with the sign inverted charges where it should discharge.

    @PR2-X-04.sign @dut:pev @positive
    Scenario: Asked to discharge, the PEV discharges, and reports it as negative
      Given a discharge of 4 kW is under way
      When 3 minutes pass
      Then the discharge stays at 4 kW for 10 minutes
      And every power that the PEV has reported while discharging is negative

    @PR2-X-04.sign-esci @dut:esci @positive
    Scenario: The meter reports discharge as negative
      Given a discharge of 4 kW is under way
      When 3 minutes pass
      Then every power that the ESCI has reported while discharging is negative

    @PR2-X-04.magnitude @dut:utility @positive
    Scenario: The utility's request is a positive magnitude in watts
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When the event starts
      Then the utility has asked for exactly 4 kW

    @PR2-X-04.bad-figure @dut:pev @negative
    Scenario Outline: A request for <what> is refused
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When a request for <what> reaches the PEV
      Then the PEV answers it with <code>
      And no power leaves the PEV

      Examples:
        | id                            | what                  | code            |
        | PR2-X-04.bad-figure.negative  | a negative power      | E_SCHEMA        |
        | PR2-X-04.bad-figure.zero      | no watt at all        | E_SCHEMA        |
        | PR2-X-04.bad-figure.text      | a power in words      | E_SCHEMA        |
        | PR2-X-04.bad-figure.quoted    | a power in quotes     | E_SCHEMA        |
        | PR2-X-04.bad-figure.null      | a power of null       | E_SCHEMA        |
        | PR2-X-04.bad-figure.fraction  | a fraction of a watt  | E_SCHEMA        |
        | PR2-X-04.bad-figure.thousand  | five million watts    | E_SCHEMA        |
        | PR2-X-04.bad-figure.kilo      | a thousand times more | E_POWER_EXCEEDS |

    @PR2-X-04.bad-request-esci @dut:esci @negative
    Scenario Outline: A request for <what> becomes no other on its way through the ESCI
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When a request for <what> reaches the ESCI
      Then the request comes back with E_SCHEMA
      And no power leaves the PEV

      Examples:
        | id                                 | what              |
        | PR2-X-04.bad-request-esci.negative | a negative power  |
        | PR2-X-04.bad-request-esci.quoted   | a power in quotes |
        | PR2-X-04.bad-request-esci.zero     | no watt at all    |

    @PR2-X-04.bad-figure-esci @dut:esci @negative
    Scenario: An event for a negative power goes no further than the ESCI
      Given the PEV is connected
      When the utility announces an event of minus 4 kW in 2 hours, for 1 hour
      Then the ESCI answers it with E_SCHEMA
      And the ESCI passes no EnergySupplyEvent on to the PEV for 1 minute

    @PR2-X-04.bad-report @dut:utility @negative
    Scenario: A report with a negative energy is refused by the utility and changes nothing
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When a report with a negative energy reaches the utility
      Then the utility answers it with E_SCHEMA

    @PR2-X-04.bad-figure-reported @dut:utility @negative
    Scenario Outline: A report with <what> is refused by the utility
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When a report with <what> reaches the utility
      Then the utility answers it with E_SCHEMA

      Examples:
        | id                                     | what                      |
        | PR2-X-04.bad-figure-reported.quotes    | an energy in quotes       |
        | PR2-X-04.bad-figure-reported.power     | a power in quotes         |
        | PR2-X-04.bad-figure-reported.null      | a power of null           |
        | PR2-X-04.bad-figure-reported.fraction  | a fraction of a watt-hour |
        | PR2-X-04.bad-figure-reported.negative  | a negative power          |

    @PR2-X-04.greatest @dut:pev @boundary
    Scenario: The greatest figure that can be said is understood, and refused for what it is
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When a request for a million watts reaches the PEV
      Then the PEV answers it with E_POWER_EXCEEDS
