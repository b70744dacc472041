@PR2-G
Feature: What must hold before any discharge

  Who may be asked, where, and for what: the ground on which both scenarios stand.

  @PR2-G-01 @must @utility @esci @pev @source:L3 @source:L5 @source:L113
  Rule: Every request says whether the energy is for the grid, the home or a load

    The use case names three takers of the energy but only two scenarios (D3). A request for the grid belongs to
    PR2-A and one for the home to PR2-B; a request for a load is refused until a profile for it exists.

    @PR2-G-01.grid @dut:utility @positive
    Scenario: The utility's request is for the grid
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When the event starts
      Then the utility's request to the PEV has sink GRID

    @PR2-G-01.load-wanted @dut:utility @negative
    Scenario: An operator who wants to feed a load does not feed the grid instead
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event for a load of 4 kW in 2 hours, for 1 hour
      Then the utility sends no DispatchRequest for 3 hours

    @PR2-G-01.home-wanted @dut:utility @negative
    Scenario: An operator who wants to feed the home does not feed the grid instead
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event for the home of 4 kW in 2 hours, for 1 hour
      Then the PEV is not asked to feed the grid for 3 hours


    @PR2-G-01.grid-taken @dut:pev @positive
    Scenario: A request for the grid is taken
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour
      Then the PEV accepts within its response class

    @PR2-G-01.load @dut:pev @negative
    Scenario: A request for a load is refused
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour with sink LOAD
      Then the PEV rejects the request with E_UNSUPPORTED
      And no power leaves the PEV

    @PR2-G-01.load-in-part @dut:pev @negative
    Scenario: A request for a load is refused as well where a part is enough
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour with sink LOAD, a part of it being enough
      Then the PEV rejects the request with E_UNSUPPORTED
      And no power leaves the PEV

    @PR2-G-01.load-again @dut:pev @negative
    Scenario: A request for a load is refused the second time as well
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility requests 5 kW for 1 hour with sink LOAD
      And 1 minute passes
      When the utility requests 5 kW for 1 hour with sink LOAD under a new id
      Then the PEV rejects the request with E_UNSUPPORTED
      And no power leaves the PEV

    @PR2-G-01.load-at-esci @dut:esci @negative
    Scenario: A request for a load goes no further than it is understood
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour with sink LOAD
      Then the request comes back with E_UNSUPPORTED
      And no power leaves the PEV

    @PR2-G-01.missing @dut:pev @boundary
    Scenario: A request without a taker is no request
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour with no sink
      Then the PEV answers it with E_SCHEMA
      And no power leaves the PEV

    @PR2-G-01.missing-at-esci @dut:esci @boundary
    Scenario: A request without a taker gets none on its way
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour with no sink
      Then the request comes back with E_SCHEMA
      And no power leaves the PEV

    @PR2-G-01.switch @dut:pev @fault @if:sinks=HOME
    Scenario: The taker does not change while power flows
      Given a discharge of 4 kW is under way
      When the utility requests 4 kW for 30 minutes with sink HOME under a new id
      Then the PEV rejects the request with E_STATE
      And the discharge stays at 4 kW for 5 minutes

    @PR2-G-01.switch-at-rest @dut:pev @boundary @if:sinks=HOME
    Scenario: The taker does not change either while the PEV stands by
      Given a discharge of 4 kW is under way
      And the utility has changed the request to 0 W
      And 5 minutes pass
      When the utility requests 4 kW for 30 minutes with sink HOME under a new id
      Then the PEV rejects the request with E_STATE or E_UNSUPPORTED
      And no power leaves the PEV

  @PR2-G-02 @must @utility @esci @source:L5 @source:L14 @source:L42
  Rule: Only an enrolled customer's PEV is asked to feed the grid

    The text says precluded and means preceded (D1): enrollment comes first. It counts when it is active, of the
    program, of the vehicle, and when the event starts within its time; its end is exclusive. Only PR2-A asks for it (D2).

    @PR2-G-02.enrolled @dut:utility @positive
    Scenario: An enrolled PEV gets the event
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      When the operator creates an event of 4 kW in 2 hours, for 1 hour
      Then the utility sends an EnergySupplyEvent within 10 seconds
      And the ESCI has been told of the enrollment

    @PR2-G-02.not-enrolled @dut:utility @negative
    Scenario Outline: A PEV <whose enrollment> gets no event
      Given a customer <whose enrollment>
      And the PEV is connected
      When the operator creates an event of 4 kW in 2 hours, for 1 hour
      Then the utility sends no EnergySupplyEvent for 3 hours
      And the utility sends no DispatchRequest for 3 hours

      Examples:
        | id                                     | whose enrollment                   |
        | PR2-G-02.not-enrolled.none             | who is not enrolled                |
        | PR2-G-02.not-enrolled.suspended        | whose enrollment is suspended      |
        | PR2-G-02.not-enrolled.ended            | whose enrollment has ended         |
        | PR2-G-02.not-enrolled.other-program    | enrolled in another program        |
        | PR2-G-02.not-enrolled.not-yet | whose enrollment begins in 24 hours |
        | PR2-G-02.not-enrolled.later-that-day | whose enrollment begins in 121 minutes |

    @PR2-G-02.ends-at-start @dut:utility @boundary
    Scenario: An enrollment that ends at the very start does not cover the event
      Given a customer whose enrollment ends in 2 hours
      And the PEV is connected
      When the operator creates an event of 4 kW at that instant, for 1 hour
      Then the utility sends no EnergySupplyEvent for 3 hours

    @PR2-G-02.ends-after-start @dut:utility @boundary
    Scenario: An enrollment that ends a millisecond after the start covers it
      Given a customer whose enrollment ends in 2 hours
      And the PEV is connected
      When the operator creates an event of 4 kW a millisecond before that instant, for 1 hour
      Then the utility sends an EnergySupplyEvent within 10 seconds

    @PR2-G-02.begins-at-start @dut:utility @boundary
    Scenario: An enrollment that begins at the very start covers the event
      Given a customer whose enrollment begins in 2 hours
      And the PEV is connected
      When the operator creates an event of 4 kW at that instant, for 1 hour
      Then the utility sends an EnergySupplyEvent within 10 seconds

    @PR2-G-02.at-esci @dut:esci @negative
    Scenario Outline: The ESCI refuses an event for a PEV <whose enrollment>
      Given a customer <whose enrollment>
      And the PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI answers it with E_NOT_ENROLLED
      And the ESCI passes no EnergySupplyEvent on to the PEV for 10 minutes

      Examples:
        | id                          | whose enrollment              |
        | PR2-G-02.at-esci.none       | who is not enrolled           |
        | PR2-G-02.at-esci.suspended  | whose enrollment is suspended |
        | PR2-G-02.at-esci.ended      | whose enrollment has ended    |
        | PR2-G-02.at-esci.program    | enrolled in another program   |
        | PR2-G-02.at-esci.vehicle    | enrolled with another vehicle |
        | PR2-G-02.at-esci.not-yet | whose enrollment begins in 24 hours |

    @PR2-G-02.at-esci-ends-at-start @dut:esci @boundary
    Scenario: To the ESCI too, an enrollment that ends at the very start does not cover the event
      Given a customer whose enrollment ends in 2 hours
      And the PEV is connected
      When the utility announces an event of 4 kW at that instant, for 1 hour
      Then the ESCI answers it with E_NOT_ENROLLED

    @PR2-G-02.at-esci-begins-at-start @dut:esci @boundary
    Scenario: To the ESCI too, an enrollment that begins at the very start covers the event
      Given a customer whose enrollment begins in 2 hours
      And the PEV is connected
      When the utility announces an event of 4 kW at that instant, for 1 hour
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds

    @PR2-G-02.at-esci-two-programs @dut:esci @positive
    Scenario: An enrollment in another program takes nothing from the one that the event belongs to
      Given a customer who is enrolled in another program as well
      And the PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds

    @PR2-G-02.at-esci-since-ended @dut:esci @negative
    Scenario: A request for a PEV whose enrollment has been suspended since the event was announced goes no further
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      And the utility tells the ESCI that the enrollment is suspended
      When the utility requests 4 kW for 1 hour
      Then the ESCI answers it with E_NOT_ENROLLED
      And no power leaves the PEV

    @PR2-G-02.at-esci-restart @dut:esci @fault
    Scenario: An ESCI that lost its power still knows who is enrolled
      Given the PEV is connected
      And the ESCI is without power for 5 seconds
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds

    @PR2-G-02.at-esci-restart-suspended @dut:esci @fault
    Scenario: An ESCI that lost its power still knows whose enrollment was suspended
      Given the PEV is connected
      And the utility tells the ESCI that the enrollment is suspended
      And the ESCI is without power for 5 seconds
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI answers it with E_NOT_ENROLLED

    @PR2-G-02.at-esci-enrolled @dut:esci @positive
    Scenario: The ESCI lets an enrolled PEV's event pass
      Given the PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds

    @PR2-G-02.revoked @dut:utility @fault
    Scenario: An enrollment revoked during the event ends it
      Given a discharge of 4 kW is under way
      When the operator revokes the enrollment
      Then the utility sends an EventCancel within 10 seconds
      And the discharge ends within 20 seconds

    @PR2-G-02.revoked-is-told @dut:utility @positive
    Scenario: The ESCI is told that an enrollment was revoked
      Given the PEV is connected
      When the operator revokes the enrollment
      Then the utility sends an EnrollmentRecord to the ESCI within 10 seconds:
        | status | ENDED |

    @PR2-G-02.each-esci-is-told @dut:utility @positive
    Scenario: Each ESCI is told of an enrollment, since the PEV may come to any of them
      Given a second premises of architecture S2
      When the devices are running and no cable is in
      Then each ESCI has been told of the enrollment

    @PR2-G-02.suspended-since @dut:utility @fault
    Scenario: An enrollment suspended before the event calls it off
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When the operator suspends the enrollment
      Then the utility sends an EventCancel within 10 seconds
      And the utility asks for nothing when the event would have begun

    @PR2-G-02.suspended-during @dut:utility @fault
    Scenario: An enrollment suspended during the event ends it
      Given a discharge of 4 kW is under way
      When the operator suspends the enrollment
      Then the utility sends an EventCancel within 10 seconds
      And the discharge ends within 20 seconds

    @PR2-G-02.shortened-since @dut:utility @fault
    Scenario: A PEV whose enrollment has since been shortened to end before the event is not asked
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When the operator lets the enrollment end in 1 hour
      Then the utility asks for nothing when the event would have begun

    @PR2-G-02.revoked-for-both-events @dut:utility @fault
    Scenario: An enrollment that is revoked ends every event of its PEV
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator creates event A, for economy, of 3 kW in 30 hours, for 30 minutes
      And the operator creates event B, for economy, of 4 kW in 40 hours, for 30 minutes
      When the operator revokes the enrollment
      Then the utility cancels event A at the PEV for ENROLLMENT
      And the utility cancels event B at the PEV for ENROLLMENT

    @PR2-G-02.revoked-of-two @dut:utility @fault
    Scenario: An enrollment that is revoked ends the event for its own PEV alone
      Given a second customer is enrolled, with a PEV at the same ESCI
      And both PEVs are connected
      And the operator creates an event of 2 kW for both in 2 hours, for 30 minutes
      And 1 minute passes
      When the operator revokes the enrollment
      Then the utility sends an EventCancel within 10 seconds
      And the second PEV is asked all the same when the event begins, and the first is not

    @PR2-G-02.suspended-of-a-customers-two @dut:utility @fault
    Scenario: Of two PEVs of one customer the one whose enrollment stands is asked all the same
      Given the customer is enrolled with a second PEV at the same ESCI
      And both PEVs are connected
      And the operator creates an event of 2 kW for both in 2 hours, for 30 minutes
      And 1 minute passes
      When the operator suspends the enrollment
      Then the second PEV is asked all the same when the event begins, and the first is not

  @PR2-G-03 @must @utility @esci @source:L5
  Rule: A PEV is asked only where its customer enrolled it

    The locations L1 to L4 and the architectures S1 to S3 belong to other use cases (D32); here they are names in the
    enrollment, compared with where the PEV is plugged in.

    @PR2-G-03.permitted @dut:utility @positive
    Scenario Outline: At a permitted place with architecture <architecture> the event goes out
      Given a customer enrolled at location <location> with architecture <architecture>
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When the event starts
      Then the utility's request to the PEV has sink GRID

      Examples:
        | id                        | location | architecture |
        | PR2-G-03.permitted.home   | L1       | S1           |
        | PR2-G-03.permitted.work   | L2       | S2           |
        | PR2-G-03.permitted.public | L4       | S3           |

    @PR2-G-03.elsewhere @dut:utility @negative
    Scenario: Plugged in at a place the enrollment does not name, it is not asked
      Given a customer enrolled at location L1 with architecture S2
      And the premises are at location L3
      And the PEV is connected
      When the operator creates an event of 4 kW in 2 hours, for 1 hour
      Then the utility sends no DispatchRequest for 3 hours

    @PR2-G-03.other-architecture @dut:utility @negative
    Scenario: Moved to premises of another architecture than the enrolled one, it is not asked any more
      Given a customer enrolled at location L1 with architecture S2
      And a second premises of architecture S1
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When the PEV moves to the second premises
      Then the utility sends no DispatchRequest for 3 hours

    @PR2-G-03.second-place @dut:utility @positive
    Scenario: At the second of the places that the enrollment names it is asked as well
      Given a customer enrolled at location L3 and, as the second, where the PEV is
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When the event starts
      Then the utility's request to the PEV has sink GRID

    @PR2-G-03.given-up @dut:utility @fault
    Scenario: A place that the enrollment has given up since is no place to be asked at
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When the operator lets the enrollment hold at location L3 alone
      Then the utility sends no DispatchRequest for 3 hours

    @PR2-G-03.added-since @dut:utility @positive
    Scenario: A place that the enrollment has come to name since is a place to be asked at
      Given a customer enrolled at location L3 with architecture S2
      And the premises are at location L1
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the operator lets the enrollment hold at location L1 alone
      And 1 minute passes
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When the event starts
      Then the utility's request to the PEV has sink GRID

    @PR2-G-03.elsewhere-at-esci @dut:esci @negative
    Scenario: The ESCI at a place the enrollment does not name lets no request through
      Given a customer enrolled at location L1 with architecture S2
      And the premises are at location L3
      And the PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI answers it with E_NOT_ENROLLED
      And no power leaves the PEV

    @PR2-G-03.request-elsewhere-at-esci @dut:esci @negative
    Scenario: Nor does it let a request through whose event it has never heard of
      Given a customer enrolled at location L1 with architecture S2
      And the premises are at location L3
      And the PEV is connected
      When the utility requests 4 kW for 1 hour for an event it never announced
      Then the ESCI passes no DispatchRequest on to the PEV for 1 minute

    @PR2-G-03.architecture-at-esci @dut:esci @negative
    Scenario: The ESCI of another architecture than the enrolled one lets no request through
      Given a customer enrolled at location L1 with architecture S2
      And the premises are of architecture S1
      And the PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI answers it with E_NOT_ENROLLED

    @PR2-G-03.second-place-at-esci @dut:esci @positive
    Scenario: The ESCI at the second of the places that the enrollment names lets an event pass
      Given a customer enrolled at location L3 and, as the second, where the PEV is
      And the PEV is connected
      When the utility announces an event of 4 kW in 2 hours, for 1 hour
      Then the ESCI passes the EnergySupplyEvent on to the PEV within 5 seconds

    @PR2-G-03.moved @dut:utility @fault
    Scenario: Moved to a place the enrollment does not name, it is not asked any more
      Given a customer enrolled at location L1 with architecture S2
      And a second premises at location L3
      And the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 4 kW in 2 hours, for 1 hour
      When the PEV moves to the second premises
      Then the utility sends no DispatchRequest for 3 hours

    @PR2-G-03.unknown @dut:utility @fault
    Scenario: While its place is unknown a PEV is not asked
      Given a customer enrolled at location L1 with architecture S2
      And the devices are running and no cable is in
      When the operator creates an event of 4 kW in 2 hours, for 1 hour
      Then the utility sends no DispatchRequest for 3 hours

    @PR2-G-03.unannounced @dut:utility @fault
    Scenario: A PEV that reports while nobody says where it is plugged in is not asked
      Given a customer enrolled at location L1 with architecture S2
      And the devices are running and no cable is in
      And no notice of a connection reaches the utility
      And the PEV is plugged in
      When the operator creates an event of 4 kW in 2 hours, for 1 hour
      Then the utility sends no DispatchRequest for 3 hours
