@PR2-B @switch
Feature: Automated and manual isolation switches

  @PR2-B-06 @must @esci @source:L116 @if:scenarios=PR2-B
  Rule: An automated switch is open within its time or nothing is supplied; a manual one waits for its customer

    The kind of switch is declared. An automated one is open P_T_ISO after the loss of the grid, and its state is
    reported. One that has not opened by then, or does not come to rest, leads to no supply. With a manual switch
    nothing begins before the customer's attestation.

    @PR2-B-06.opens @dut:esci @positive @if:switchType=AUTO
    Scenario: The automated switch is open within two seconds, and the PEV is told
      Given a home with an automated isolation switch
      And the PEV is connected
      When the grid fails
      Then the switch is open within 2 seconds
      And the ESCI sends an IsolationStatus to the PEV within 3 seconds:
        | type | AUTO |
      And the home is under voltage within 1 minute

    @PR2-B-06.opens-for-nobody @dut:esci @boundary @if:switchType=AUTO
    Scenario: The automated switch opens in its time where no PEV is there as well
      Given a home with an automated isolation switch
      And the devices are running and no cable is in
      When the grid fails
      Then the switch is open within 2 seconds

    @PR2-B-06.just-in-time @dut:esci @boundary @if:switchType=AUTO
    Scenario: A switch that opens just in time lets the supply begin
      Given a home with an automated isolation switch
      And the PEV is connected
      When the grid fails, and the switch opens 1999 milliseconds later
      Then the home is under voltage within 1 minute

    @PR2-B-06.too-late @dut:esci @boundary @if:switchType=AUTO
    Scenario: A switch that opens a millisecond too late does not
      Given a home with an automated isolation switch
      And the PEV is connected
      When the grid fails, and the switch opens 2001 milliseconds later
      Then the PEV puts no voltage on the home for 10 minutes
      And the ESCI sends no EmergencyGenerationRequest for 10 minutes

    @PR2-B-06.stuck @dut:esci @fault @if:switchType=AUTO
    Scenario: A switch that does not open at all leads to no supply, and the PEV is told so
      Given a home with an automated isolation switch
      And the PEV is connected
      And the switch is stuck
      When the grid fails
      Then the ESCI sends a GenerationStop within 5 seconds:
        | reason | E_ISOLATION_NOT_PROVEN |
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-06.bounces @dut:esci @fault @if:switchType=AUTO
    Scenario: Between the bounces of a switch nothing begins
      Given a home with an automated isolation switch
      And the PEV is connected
      And the switch bounces 3 times before it stays
      When the grid fails
      Then the PEV puts no voltage on the home for 240 milliseconds
      And the home is under voltage within 1 minute

    @PR2-B-06.never-rests @dut:esci @fault @if:switchType=AUTO
    Scenario: While a switch bounces without end nothing begins
      Given a home with an automated isolation switch
      And the PEV is connected
      And the switch bounces 500 times before it stays
      When the grid fails
      Then the PEV puts no voltage on the home for 19 seconds

    @PR2-B-06.welds @dut:esci @fault @if:switchType=AUTO
    Scenario: A switch that is welded when the grid comes back leaves the home apart from it and dead
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the switch is welded
      When the grid returns
      Then the switch stays open for 10 minutes
      And the voltage of the home is gone within 15 minutes

    @PR2-B-06.manual-no-automatism @dut:esci @negative @if:switchType=MANUAL
    Scenario: A manual switch that is seen open is still not attested
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      When the customer opens the switch by hand
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-06.manual @dut:esci @positive @if:switchType=MANUAL
    Scenario: A manual switch, opened and attested, lets the supply begin
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests that the switch is open
      Then the home is under voltage within 1 minute

  @PR2-B-07 @must @pev @esci @source:L116 @if:scenarios=PR2-B @if:switchType=MANUAL
  Rule: With a manual switch the customer attests in two steps that it is open, and sensors outweigh the attestation

    The word is bound to the switch, given once with one token, and good for P_ATTEST at the moment of the proof. It
    can be given at the PEV or at the ESCI. It never suffices by itself, and a sensor that shows the switch closed, or
    the grid at the terminals, voids it (D28).

    @PR2-B-07.two-steps @dut:esci @positive @if:switchType=MANUAL @if:attestationAt=ESCI
    Scenario: Two steps at the ESCI's panel let the supply begin
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests at the ESCI that the switch is open
      Then the home is under voltage within 1 minute

    @PR2-B-07.at-the-pev @dut:esci @positive @if:switchType=MANUAL @if:attestationAt=PEV
    Scenario: Two steps at the PEV's panel do as well
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And 10 seconds pass
      When the customer attests at the PEV that the switch is open
      Then the home is under voltage within 1 minute

    @PR2-B-07.one-step @dut:esci @negative @if:switchType=MANUAL @if:attestationAt=ESCI
    Scenario: One step is not enough
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When the customer takes only the first step at the ESCI
      Then the PEV puts no voltage on the home for 10 minutes

    @PR2-B-07.second-only @dut:esci @negative @if:switchType=MANUAL @if:attestationAt=ESCI
    Scenario: The second step without the first is refused
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When the customer takes only the second step at the ESCI
      Then the EVSE refuses it on its own panel with E_STATE
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-07.crossed-steps @dut:esci @negative @if:switchType=MANUAL @if:attestationAt=ESCI
    Scenario: Two steps that are about two switches are no word on either
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the customer takes only the first step at the ESCI
      When the customer takes the second step for another switch at the ESCI
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-07.other-switch @dut:esci @negative @if:switchType=MANUAL
    Scenario: The word on another switch is refused
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When an attestation of another switch arrives at the ESCI
      Then the ESCI answers it with E_ISOLATION_CONFLICT
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-07.other-capitals @dut:esci @negative @if:switchType=MANUAL
    Scenario: The word on a switch whose name differs in capitals alone is one on another switch
      Given events and requests have long names, in capitals and small letters
      And a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When an attestation of a switch whose name differs in capitals alone arrives at the ESCI
      Then the ESCI answers it with E_ISOLATION_CONFLICT
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-07.age @dut:esci @boundary @if:switchType=MANUAL
    Scenario: A word that outlasts the time in which the request is due is good
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And 10 minutes pass
      When an attestation 265 seconds old arrives at the ESCI
      Then the home is under voltage within 1 minute

    @PR2-B-07.expired @dut:esci @boundary @if:switchType=MANUAL
    Scenario: A word a millisecond older than allowed has expired
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And 10 minutes pass
      When an attestation 300 seconds and 1 millisecond old arrives at the ESCI
      Then the ESCI answers it with E_EXPIRED
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-07.outlived @dut:esci @boundary @if:switchType=MANUAL
    Scenario: A word that expires before the switch is seen open is worth nothing then
      Given a home with a manual isolation switch
      And the PEV is connected
      And the coupling sensor shows nothing
      And the bus sensor shows nothing
      And the grid fails
      And the customer opens the switch by hand
      And the customer attests that the switch is open
      And 300 seconds and 1 millisecond pass
      When all sensors of the switch show the truth again
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-07.aged-when-it-came @dut:esci @boundary @if:switchType=MANUAL
    Scenario: A word that was not fresh when it came expires by its own time
      Given a home with a manual isolation switch
      And the PEV is connected
      And the coupling sensor shows nothing
      And the bus sensor shows nothing
      And the grid fails
      And the customer opens the switch by hand
      And 5 minutes pass
      And an attestation 200 seconds old arrives at the ESCI
      And 150 seconds pass
      When all sensors of the switch show the truth again
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-07.one-outage @dut:esci @fault @if:switchType=MANUAL
    Scenario: A word on the switch in one outage is no word on it in the next
      Given the parameter P_ES_DELAY is 30
      And a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the customer attests that the switch is open
      And 10 seconds pass
      And the grid returns
      And 1 minute passes
      And the customer closes the switch by hand
      And 10 seconds pass
      And the grid fails
      When the customer opens the switch by hand
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-07.replayed @dut:esci @negative @if:switchType=MANUAL
    Scenario: The same word given again is refused
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And an attestation 0 seconds old arrives at the ESCI
      And 10 seconds pass
      When the same attestation arrives at the ESCI in a new message
      Then the ESCI answers it with E_DUPLICATE

    @PR2-B-07.replayed-in-the-next-outage @dut:esci @fault @if:switchType=MANUAL
    Scenario: The word of one outage given again in the next is refused
      Given the parameter P_ES_DELAY is 30
      And a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And an attestation 0 seconds old arrives at the ESCI
      And 10 seconds pass
      And the grid returns
      And 1 minute passes
      And the customer closes the switch by hand
      And 10 seconds pass
      And the grid fails
      And the customer opens the switch by hand
      When the same attestation arrives at the ESCI in a new message
      Then the ESCI answers it with E_DUPLICATE
      And the ESCI sends no EmergencyGenerationRequest for 1 minute

    @PR2-B-07.replayed-after-a-restart @dut:esci @fault @if:switchType=MANUAL
    Scenario: The same word given again after a restart is refused as well
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And an attestation 0 seconds old arrives at the ESCI
      And the ESCI is without power for 5 seconds
      When the same attestation arrives at the ESCI in a new message
      Then the ESCI answers it with E_DUPLICATE

    @PR2-B-07.contradicted @dut:esci @fault @if:switchType=MANUAL
    Scenario Outline: With <what> the customer's word is not taken
      Given a home with a manual isolation switch
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And <sensor>
      When an attestation 0 seconds old arrives at the ESCI
      Then the ESCI answers it with E_ISOLATION_CONFLICT
      And the PEV puts no voltage on the home for 10 minutes

      Examples:
        | id                            | what                                | sensor                            |
        | PR2-B-07.contradicted.contact | a contact that shows closed         | the contact shows closed          |
        | PR2-B-07.contradicted.coupled | a coupling sensor that shows coupled | the coupling sensor shows coupled |
        | PR2-B-07.contradicted.live    | a live bus                          | the bus sensor shows 240 V        |

    @PR2-B-07.word-alone @dut:esci @negative @if:switchType=MANUAL
    Scenario: The word without a sensor that bears it out is not enough
      Given a home with a manual isolation switch
      And the PEV is connected
      And no sensor of the switch shows anything
      And the grid fails
      When the customer attests that the switch is open
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-07.pev-needs-word @dut:pev @negative
    Scenario: A report of a manual switch without the customer's word is no proof to the PEV
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-07.pev-word-reported @dut:pev @positive
    Scenario: A report with the customer's word in it is one
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open, coupling open and word open
      When the ESCI requests backup
      Then the PEV agrees to supply the home
      And the home is under voltage within 30 seconds

    @PR2-B-07.pev-word-given @dut:pev @positive @if:attestationAt=PEV
    Scenario: The word given at the PEV itself counts, and the ESCI is told of it
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch UNKNOWN, with contact open and coupling open
      When the customer attests at the PEV that the switch is open
      Then the PEV sends an IsolationAttestation within 5 seconds:
        | switchId  | its own |
        | statement | OPEN |

    @PR2-B-07.pev-word-alone @dut:pev @negative
    Scenario: The word alone, without two signs of the sensors, is no proof to the PEV
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact unknown, coupling unknown and word open
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-07.pev-namesake @dut:pev @negative
    Scenario: The word on a switch whose name is written otherwise is no word on this one
      Given a switch whose name has capitals and small letters
      And a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      And an attestation of a switch whose name differs in capitals alone arrives at the PEV
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-07.pev-one-step @dut:pev @negative @if:attestationAt=PEV
    Scenario: One step at the PEV's panel is no word yet
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      And the customer takes only the first step at the PEV
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-07.pev-second-only @dut:pev @negative @if:attestationAt=PEV
    Scenario: The PEV's panel takes no second step without the first
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      When the customer takes only the second step at the PEV
      Then the PEV refuses it on its own panel with E_STATE

    @PR2-B-07.pev-two-switches @dut:pev @negative @if:attestationAt=PEV
    Scenario: Two steps at the PEV's panel that are about two switches are no word on either
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch OPEN, with contact open and coupling open
      And the customer takes only the first step at the PEV
      And the customer takes the second step for another switch at the PEV
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 2 minutes

    @PR2-B-07.pev-other-switch @dut:pev @negative @if:attestationAt=PEV
    Scenario: The PEV's panel takes no word on another switch than the one that was reported
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch UNKNOWN, with contact open and coupling open
      When the customer attests at the PEV that another switch is open
      Then the PEV refuses it on its own panel with E_ISOLATION_CONFLICT

    @PR2-B-07.pev-expired @dut:pev @boundary
    Scenario: A word that reaches the PEV a millisecond too old has expired
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And 10 minutes pass
      When an attestation 300 seconds and 1 millisecond old arrives at the PEV
      Then the PEV answers it with E_EXPIRED

    @PR2-B-07.pev-replayed @dut:pev @negative
    Scenario: The same word given to the PEV again is refused
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And an attestation 0 seconds old arrives at the PEV
      And 10 seconds pass
      When the same attestation arrives at the PEV in a new message
      Then the PEV answers it with E_DUPLICATE

    @PR2-B-07.pev-replayed-after-restart @dut:pev @fault
    Scenario: A word that was used before a restart is used after it
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the ESCI reports the grid as ABSENT
      And an attestation 0 seconds old arrives at the PEV
      And the PEV restarts
      When the same attestation arrives at the PEV in a new message
      Then the PEV answers it with E_DUPLICATE

    @PR2-B-07.pev-word-elsewhere @dut:pev @negative
    Scenario: The word on one switch says nothing of another
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      And the ESCI reports the grid as ABSENT
      And the ESCI reports the switch UNKNOWN, with contact open and coupling open
      And an attestation 0 seconds old arrives at the PEV
      And the ESCI reports another switch open by contact and coupling
      When the ESCI requests backup
      Then the PEV refuses to supply the home with E_ISOLATION_NOT_PROVEN
      And the PEV puts no voltage on the home for 1 minute

    @PR2-B-07.pev-grid-there @dut:pev @fault @if:attestationAt=PEV
    Scenario: An open switch attested while the grid is at the PEV's terminals is refused, and nothing is supplied
      Given a home with a manual isolation switch, for which the tester speaks
      And the PEV is connected
      And the ESCI reports the grid as ABSENT
      When the customer attests at the PEV that the switch is open
      Then the PEV refuses it on its own panel with E_ISOLATION_CONFLICT
      And the PEV puts no voltage on the home for 2 minutes
