@PR2-B @request
Feature: The ESCI asks for backup as its customer set it, the PEV answers

  @PR2-B-05 @must @esci @pev @source:L115 @if:scenarios=PR2-B
  Rule: Behind a proven open switch the ESCI asks for backup if its customer wants it, and the PEV starts only on a fresh proof

    The request says voltage, frequency, most power and floor as the preferences at the ESCI have them, within
    P_T_EMERG of the isolation (D26). One PEV at a time is asked (D37). Where the customer does not want backup, or the EVSE cannot supply a home, no PEV
    is ever asked. The PEV takes a request only with the report of the switch that it refers to, no older than
    P_PROOF_AGE, and with energy above the highest floor.

    @PR2-B-05.asks @dut:esci @positive @if:switchType=AUTO
    Scenario: The request carries the customer's limits
      Given a home with an automated isolation switch
      And a customer who wants backup with no more than 4 kW and down to 40 %
      And the PEV is connected
      When the grid fails
      Then the ESCI sends an EmergencyGenerationRequest within 32 seconds:
        | sink     | HOME         |
        | maxW     | at most 4000 |
        | socFloor | at least 40  |
      And the ESCI asks for the voltage and frequency of the grid within 32 seconds
      And the home is under voltage within 1 minute

    @PR2-B-05.voltage-of-its-grid @dut:esci @positive @if:switchType=AUTO
    Scenario: On a grid of another voltage the request names that one
      Given a home with an automated isolation switch
      And a grid of 208 V
      And the PEV is connected
      When the grid fails
      Then the ESCI asks for the voltage and frequency of the grid within 32 seconds

    @PR2-B-05.fresh @dut:esci @positive @if:switchType=AUTO
    Scenario: The request refers to a fresh report of the open switch
      Given a home with an automated isolation switch
      And the PEV is connected
      When the grid fails
      Then the ESCI asks for backup within 32 seconds, on a fresh report of the open switch

    @PR2-B-05.fresh-again @dut:esci @positive @if:switchType=AUTO
    Scenario: The request of a second outage refers to a report of its own
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the grid returns
      And 20 minutes pass
      When the grid fails
      Then the ESCI asks for backup within 32 seconds, on a fresh report of the open switch

    @PR2-B-05.request-lost @dut:esci @fault @if:switchType=AUTO
    Scenario: A request for backup that is lost is said again as the same request
      Given a home with an automated isolation switch
      And the PEV is connected
      And the next EmergencyGenerationRequest from the ESCI is lost
      When the grid fails
      And 1 minute passes
      Then each EmergencyGenerationRequest that was lost is sent again with the same id

    @PR2-B-05.not-wanted @dut:esci @negative @if:switchType=AUTO
    Scenario Outline: A customer <who> is asked for no backup
      Given a home with an automated isolation switch
      And a customer who <who>
      And the PEV is connected
      When the grid fails
      Then the ESCI sends no EmergencyGenerationRequest for 30 minutes
      And the PEV puts no voltage on the home for 30 minutes

      Examples:
        | id                            | who                            |
        | PR2-B-05.not-wanted.off       | wants no backup                |
        | PR2-B-05.not-wanted.unsaid    | has said nothing about backup  |
        | PR2-B-05.not-wanted.disabled  | wants no discharge at all      |

    @PR2-B-05.one-of-two @dut:esci @boundary @if:switchType=AUTO @if:evseCount=2
    Scenario Outline: Of two PEVs only the <who> is asked, whose customer wants backup
      Given a home with an automated isolation switch
      And 2 PEVs are connected at one ESCI
      And the customer of the <other> PEV wants no backup, and says so at the ESCI
      When the grid fails
      Then the ESCI asks the <who> PEV for backup within 32 seconds, and never the other
      And the ESCI asks for backup within 32 seconds, on a fresh report of the open switch

      Examples:
        | id                         | who    | other  |
        | PR2-B-05.one-of-two.first  | first  | second |
        | PR2-B-05.one-of-two.second | second | first  |

    @PR2-B-05.floor-of-each @dut:esci @boundary @if:switchType=AUTO @if:evseCount=2
    Scenario: Of two PEVs the one that is asked is asked down to its own customer's floor
      Given a home with an automated isolation switch
      And 2 PEVs are connected at one ESCI
      And the customer of the first PEV wants backup down to 65 %, and says so at the ESCI
      And the customer of the second PEV wants no backup, and says so at the ESCI
      When the grid fails
      Then the ESCI sends an EmergencyGenerationRequest within 32 seconds:
        | socFloor | at least 65 |

    @PR2-B-05.refused-by-one @dut:esci @negative @if:switchType=AUTO @if:evseCount=2
    Scenario Outline: Where the <who> of two PEVs refuses, the other is asked
      Given a home with an automated isolation switch
      And 2 PEVs are connected at one ESCI
      And the customer of the <who> PEV wants no backup, and says so at the PEV
      When the grid fails
      Then the ESCI asks the <other> PEV for backup within 3 minutes

      Examples:
        | id                             | who    | other  |
        | PR2-B-05.refused-by-one.first  | first  | second |
        | PR2-B-05.refused-by-one.second | second | first  |

    @PR2-B-05.one-at-a-time @dut:esci @boundary @if:switchType=AUTO @if:evseCount=2
    Scenario: Of two PEVs whose customers both want backup one supplies the home
      Given a home with an automated isolation switch
      And 2 PEVs are connected at one ESCI
      When the grid fails
      Then one PEV alone holds the voltage of the home for 5 minutes

    @PR2-B-05.one-is-enough @dut:esci @fault @if:switchType=AUTO @if:evseCount=2
    Scenario: A PEV that comes while another supplies the home is not asked as well
      Given a home with an automated isolation switch
      And of 2 PEVs the first is connected at the ESCI
      And the grid fails
      And 1 minute passes
      When the second PEV is connected as well
      Then one PEV alone holds the voltage of the home for 5 minutes

    @PR2-B-05.socket-of-the-other @dut:esci @negative @if:switchType=AUTO @if:evseCount=2
    Scenario: That another socket could supply the home does not make this one able to
      Given a home with an automated isolation switch
      And of 2 PEVs the first is connected at the ESCI
      And the customer of the first PEV wants no backup, and says so at the ESCI
      And an EVSE that cannot supply a home
      And the second PEV is connected as well
      When the grid fails
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes

    @PR2-B-05.wanted-later @dut:esci @positive @if:switchType=AUTO
    Scenario: Who comes to want backup while the grid is away is asked then
      Given a home with an automated isolation switch
      And a customer who wants no backup
      And the PEV is connected
      And the grid fails
      And 1 minute passes
      When the customer switches backup on at the ESCI
      Then the ESCI sends an EmergencyGenerationRequest within 32 seconds:
        | sink | HOME |

    @PR2-B-05.unwanted-before-the-proof @dut:esci @negative @if:switchType=AUTO
    Scenario: Backup that was switched off before the switch was proven open is not asked for
      Given a home with an automated isolation switch
      And the PEV is connected
      And the coupling sensor shows nothing
      And the bus sensor shows nothing
      And the grid fails
      And 10 seconds pass
      And the customer switches backup off at the ESCI
      When all sensors of the switch show the truth again
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes

    @PR2-B-05.switched-off @dut:esci @fault @if:switchType=AUTO
    Scenario: A customer who switches backup off ends the supply
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When the customer switches backup off at the ESCI
      Then the voltage of the home is gone within 10 seconds

    @PR2-B-05.not-capable @dut:esci @negative @if:switchType=AUTO
    Scenario: At an EVSE that cannot supply a home no PEV is asked, and it is told why
      Given a home with an automated isolation switch
      And an EVSE that cannot supply a home
      And the PEV is connected
      When the grid fails
      Then the ESCI sends a GenerationStop within 33 seconds:
        | reason | E_NOT_CAPABLE |
      And the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-05.late-pev @dut:esci @positive @if:switchType=AUTO
    Scenario: A PEV that comes during the outage is asked then
      Given a home with an automated isolation switch
      And the devices are running and no cable is in
      And the grid fails
      And 10 minutes pass
      When the cable goes in
      Then the home is under voltage within 1 minute

    @PR2-B-05.reboot @dut:esci @fault @if:switchType=AUTO
    Scenario: An ESCI that lost its power stops the supply and proves everything anew
      Given a home with an automated isolation switch
      And the PEV supplies the home
      When the ESCI is without power for 5 seconds
      Then the ESCI sends a GenerationStop within 7 seconds
      And the ESCI asks for backup within 1 minute, on a fresh report of the open switch

    @PR2-B-05.manual-asks @dut:esci @positive @if:switchType=MANUAL
    Scenario: Behind a manual switch the request carries the customer's limits
      Given a home with a manual isolation switch
      And a customer who wants backup with no more than 4 kW and down to 40 %
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests that the switch is open
      Then the ESCI sends an EmergencyGenerationRequest within 30 seconds:
        | sink     | HOME         |
        | maxW     | at most 4000 |
        | socFloor | at least 40  |
      And the ESCI asks for backup within 32 seconds, on a fresh report of the open switch

    @PR2-B-05.manual-not-capable @dut:esci @negative @if:switchType=MANUAL
    Scenario: At an EVSE that cannot supply a home no PEV is asked behind a manual switch either
      Given a home with a manual isolation switch
      And an EVSE that cannot supply a home
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests that the switch is open
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-05.manual-not-wanted @dut:esci @negative @if:switchType=MANUAL
    Scenario: Behind a manual switch too a customer who wants no backup is asked for none
      Given a home with a manual isolation switch
      And a customer who wants no backup
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests that the switch is open
      Then the ESCI sends no EmergencyGenerationRequest for 30 minutes
      And the PEV puts no voltage on the home for 30 minutes

    @PR2-B-05.agrees @dut:pev @positive
    Scenario: On a fresh proof the PEV agrees and supplies
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup
      Then the PEV agrees to supply the home
      And the home is under voltage within 30 seconds

    @PR2-B-05.proof-age @dut:pev @boundary
    Scenario: A proof just younger than the greatest age is fresh
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When a request for backup arrives when the report is 9 seconds and 999 milliseconds old
      Then the PEV agrees to supply the home
      And the home is under voltage within 30 seconds

    @PR2-B-05.proof-stale @dut:pev @boundary
    Scenario: A proof a millisecond older than that is stale
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When a request for backup arrives when the report is 10 seconds and 1 millisecond old
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-05.no-proof @dut:pev @negative
    Scenario: A request without any report of the switch is refused
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-05.unheard-proof @dut:pev @negative
    Scenario: A request on a report that the PEV never got is refused, whatever other report it has
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup on a report that it never gave
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-05.at-floor @dut:pev @boundary
    Scenario: With the charge at the floor the PEV refuses
      Given a home with an automated isolation switch, for which the tester speaks
      And a PEV with 40 % charge
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup with a floor of 40 %
      Then the PEV refuses to supply the home with E_ENERGY_EXCEEDS_AVAILABLE
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-05.lower-floor @dut:pev @negative
    Scenario: A floor in the request that is lower than the customer's does not undo it
      Given a home with an automated isolation switch, for which the tester speaks
      And a PEV of 60 kWh with 35 % charge and a floor of 40 %
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup with a floor of 20 %
      Then the PEV refuses to supply the home with E_ENERGY_EXCEEDS_AVAILABLE
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-05.customer-at-pev @dut:pev @negative
    Scenario: A customer who has switched discharging off at the PEV is not overruled
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the customer switches discharging off
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_PREFERENCE
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-05.no-backup-at-pev @dut:pev @negative
    Scenario: A customer who wants to feed the grid but no home is not overruled either
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the customer switches backup off at the PEV
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_PREFERENCE
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-05.no-backup-at-pev-alone @dut:pev @negative
    Scenario: Backup that is wanted at the ESCI is not wanted where the PEV's own panel says no
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the customer switches backup off at the PEV
      And the ESCI passes on that its customer set backupEnabled to true
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_PREFERENCE
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-05.changed-mind-at-pev @dut:pev @fault
    Scenario: A customer who switches backup off at the PEV ends the supply
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV supplies the home at the tester's request
      When the customer switches backup off at the PEV
      Then the voltage of the home is gone within 10 seconds

    @PR2-B-05.late-report @dut:pev @boundary
    Scenario: A report counts from the time that it is of, not from its arrival
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch as it was 9 seconds ago, open by contact and coupling
      And 2 seconds pass
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-05.pev-not-capable @dut:pev @negative
    Scenario: At an EVSE that cannot supply a home the PEV refuses as well
      Given a home with an automated isolation switch, for which the tester speaks
      And an EVSE that cannot supply a home
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_NOT_CAPABLE
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-05.longest @dut:pev @boundary
    Scenario: The supply ends when the longest time asked for is over
      Given a home with an automated isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup for 10 minutes
      Then the home is under voltage within 30 seconds
      And the voltage of the home is gone within 631 seconds
