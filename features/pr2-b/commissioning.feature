@PR2-B @commissioning
Feature: Commissioning: a home needs papers for its equipment, not an enrollment of its customer

  @PR2-B-01 @must @esci @source:L114 @if:scenarios=PR2-B
  Rule: Backup takes no enrollment, but a valid commissioning record of the site

    The record names the equipment, its certificates, the kind of switch and how it senses; its last day is inside.
    Without one, or with one that cannot be read, the ESCI asks no PEV for anything and says E_NOT_COMMISSIONED (D2).

    @PR2-B-01.unenrolled @dut:esci @positive @if:switchType=AUTO
    Scenario: A customer who has enrolled for nothing is supplied at a commissioned site
      Given a home with an automated isolation switch
      And nobody has enrolled
      And the PEV is connected
      When the grid fails
      Then the home is under voltage within 1 minute

    @PR2-B-01.manual @dut:esci @positive @if:switchType=MANUAL
    Scenario: A customer who has enrolled for nothing is supplied behind a manual switch too
      Given a home with a manual isolation switch
      And nobody has enrolled
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests that the switch is open
      Then the home is under voltage within 1 minute

    @PR2-B-01.manual-missing @dut:esci @negative @if:switchType=MANUAL
    Scenario: Behind a manual switch that was never commissioned nothing is supplied
      Given a home with a manual isolation switch
      And the site was never commissioned
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests that the switch is open
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-01.manual-last-day @dut:esci @boundary @if:switchType=MANUAL
    Scenario: On its last day the record of a manual switch still holds
      Given a home with a manual isolation switch
      And the commissioning of the site ends today
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests that the switch is open
      Then the home is under voltage within 1 minute

    @PR2-B-01.manual-day-after @dut:esci @boundary @if:switchType=MANUAL
    Scenario: On the day after its last the record of a manual switch holds no more
      Given a home with a manual isolation switch
      And the commissioning of the site ended yesterday
      And the PEV is connected
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests that the switch is open
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-01.manual-damaged @dut:esci @fault @if:switchType=MANUAL
    Scenario: A record of a manual switch that cannot be read is no record
      Given a home with a manual isolation switch
      And the PEV is connected
      And the commissioning record turns out to be damaged
      And the grid fails
      And the customer opens the switch by hand
      When the customer attests that the switch is open
      Then the PEV puts no voltage on the home for 10 minutes

    @PR2-B-01.missing @dut:esci @negative @if:switchType=AUTO
    Scenario: At a site that was never commissioned nothing is supplied
      Given a home with an automated isolation switch
      And the site was never commissioned
      And the PEV is connected
      When the grid fails
      Then the ESCI sends a GenerationStop within 33 seconds:
        | reason | E_NOT_COMMISSIONED |
      And the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-01.incomplete @dut:esci @negative @if:switchType=AUTO
    Scenario Outline: A record <wrong> counts as none
      Given a home with an automated isolation switch
      And the site was commissioned <how>
      And the PEV is connected
      When the grid fails
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

      Examples:
        | id                             | wrong                                | how                                |
        | PR2-B-01.incomplete.switch     | for another kind of switch           | for a manual switch                |
        | PR2-B-01.incomplete.sensing    | that says nothing of sensing         | without naming how it senses       |
        | PR2-B-01.incomplete.papers     | that cites no certificate            | without naming its certificates    |

    @PR2-B-01.last-day @dut:esci @boundary @if:switchType=AUTO
    Scenario: On its last day the record still holds
      Given a home with an automated isolation switch
      And the commissioning of the site ends today
      And the PEV is connected
      When the grid fails
      Then the home is under voltage within 1 minute

    @PR2-B-01.day-after @dut:esci @boundary @if:switchType=AUTO
    Scenario: On the day after its last the record holds no more
      Given a home with an automated isolation switch
      And the commissioning of the site ended yesterday
      And the PEV is connected
      When the grid fails
      Then the ESCI sends no EmergencyGenerationRequest for 10 minutes
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-01.damaged @dut:esci @fault @if:switchType=AUTO
    Scenario: A record that cannot be read is no record
      Given a home with an automated isolation switch
      And the PEV is connected
      And the commissioning record turns out to be damaged
      When the grid fails
      Then the ESCI sends a GenerationStop within 33 seconds:
        | reason | E_NOT_COMMISSIONED |
      And the PEV puts no voltage on the home for 10 minutes

    @PR2-B-01.damaged-since @dut:esci @fault @if:switchType=AUTO
    Scenario: A record that was good in one outage and cannot be read in the next is no record any more
      Given a home with an automated isolation switch
      And the PEV supplies the home
      And the grid returns
      And 20 minutes pass
      And the commissioning record turns out to be damaged
      When the grid fails
      Then the PEV puts no voltage on the home for 10 minutes
      And the ESCI sends no EmergencyGenerationRequest for 10 minutes
