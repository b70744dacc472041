@PR2-A @settlement
Feature: What an event came to

  The use case speaks of incentives, and of a reduced one for those who opt out. What they are worth is between utility
  and customer; that they can be worked out is not (D20).

  Background:
    Given a customer enrolled at location L1 with architecture S2

  @PR2-A-10 @must @esci @utility @source:L15 @source:L97
  Rule: Of each event it is known how much was delivered of what was asked, and why not all

    The part is delivered by requested energy, at most one, and one where nothing was asked. Whoever opted out can be
    told from whoever failed. What was not measured throughout is called an estimate. The report comes within 10 s of the
    end of the discharge; where a fresh request could still take the event up, it may wait for the end of the event.

    @PR2-A-10.full @dut:esci @positive
    Scenario: A whole event is a whole part
      Given events and requests have long names, in capitals and small letters
      And a discharge of some power between 3 kW and 6 kW is under way
      When the event ends
      Then the report says COMPLETED with a part of 98 % to 100 %

    @PR2-A-10.opted-out-before @dut:esci @negative
    Scenario: Who opted out before the event has no part in it, and has not failed
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      When the utility requests 5 kW for 1 hour
      And the event ends
      Then the report says OPTED_OUT with a part of 0 % to 0 %, and why

    @PR2-A-10.two-opted-out @dut:esci @boundary @if:externalOptOut @if:evseCount=2
    Scenario: Who opts out at the EVSE of an event for two PEVs has opted out with both
      Given 2 PEVs at one ESCI have opted in to an event of 3 kW each in 2 hours, for 1 hour
      When the customer opts out at the EVSE
      Then each PEV is told within 10 seconds that its customer has opted out at the EVSE

    @PR2-A-10.each-of-two @dut:esci @boundary @if:evseCount=2
    Scenario: Of two PEVs each is reported with what it gave itself
      Given 2 PEVs at one ESCI have opted in to an event of 3 kW each in 2 hours, for 30 minutes
      And the utility requests as much of each as it last reported, at most 3 kW, for 30 minutes
      And 10 minutes pass
      And the cable is pulled
      When the event ends
      Then each PEV has a report of its own within 30 seconds

    @PR2-A-10.in-two-parts @dut:esci @boundary
    Scenario: What was given before an outage and what was given after it are both delivered
      Given the parameter P_ES_DELAY is 30
      And a discharge of 4 kW for 30 minutes is under way
      And 5 minutes pass
      And the grid dips to 50 % of its voltage for 5 seconds
      And 3 minutes pass
      And the utility requests 4 kW anew for the rest of the event
      When the event ends
      Then the delivered energy in the event's report is what left the PEV, whatever it charged afterwards

    @PR2-A-10.both-at-once @dut:esci @boundary @if:evseCount=2
    Scenario: Of two PEVs whose event ends in the same instant each is reported
      Given 2 PEVs at one ESCI have opted in to an event of 3 kW each in 2 hours, for 10 minutes
      And the utility requests as much of each as it last reported, at most 3 kW, for 10 minutes
      When the event ends
      Then each PEV has a report of its own within 30 seconds

    @PR2-A-10.declined @dut:esci @boundary
    Scenario: Whose customer lets no event in has declined, and has not failed
      Given a customer who wants no discharge at all
      And the PEV is connected
      And an event of 4 kW in 2 hours, for 1 hour, is announced
      When the event ends
      Then the report says OPTED_OUT with a part of 0 % to 0 %, and why

    @PR2-A-10.opted-out-halfway @dut:esci @positive
    Scenario: Who opts out halfway has half a part
      Given a discharge of some power between 3 kW and 6 kW is under way
      And half of the event is over
      When the customer opts out at the PEV
      Then the report says OPTED_OUT with a part of 45 % to 55 %, and why

    @PR2-A-10.half-power @dut:esci @boundary
    Scenario: Who gives half the power from the start has half a part
      Given it is asked for 4 kW from an event's start, and the customer limits it to 2 kW
      When the event ends
      Then the report says PARTIAL with a part of 48 % to 53 %, and why

    @PR2-A-10.complete-from @dut:esci @boundary
    Scenario Outline: Who gives <given> of 5 kW from the start is reported <outcome>
      Given it is asked for 5 kW from an event's start, and the customer limits it to <given>
      When the event ends
      Then the report says <outcome> with a part of <least> to <most>

      Examples:
        | id                            | given  | outcome   | least | most |
        | PR2-A-10.complete-from.enough | 4.6 kW | COMPLETED | 90 %  | 94 % |
        | PR2-A-10.complete-from.less   | 4.3 kW | PARTIAL   | 84 %  | 89 % |

    @PR2-A-10.failed-halfway @dut:esci @positive
    Scenario: A PEV that fails halfway is not one that opted out
      Given a discharge of some power between 3 kW and 6 kW is under way
      And half of the event is over
      When a ground fault occurs in the PEV
      Then the report says TERMINATED with a part of 45 % to 55 %, and why

    @PR2-A-10.nothing-came @dut:esci @negative
    Scenario: A PEV that gives nothing has no part, and has not opted out
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the charge of the PEV turns out to be only 0 Wh above the floor
      When the utility requests 5 kW for 1 hour
      And the event ends
      Then the report says NOT_DELIVERED or TERMINATED with a part of 0 % to 0 %, and why

    @PR2-A-10.called-off-halfway @dut:esci @positive
    Scenario: After a cancel halfway only the first half was asked
      Given a discharge of some power between 3 kW and 6 kW is under way
      And half of the event is over
      When the utility cancels the event
      Then the report says CANCELLED with a part of 97 % to 100 %

    @PR2-A-10.called-off-before @dut:esci @boundary
    Scenario: After a cancel before the start nothing was asked, and nothing is missing
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When the utility cancels the event
      And the event ends
      Then the report says CANCELLED with a part of 100 % to 100 %

    @PR2-A-10.second-event @dut:esci @positive
    Scenario: The second event of a day has figures of its own
      Given the PEV is connected and has reported 20 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 10 minutes
      And the utility requests 5 kW for 10 minutes
      And the event ends
      And 1 minute passes
      And it has opted in to an event of 4 kW in 30 minutes, for 10 minutes
      When the utility requests 4 kW for 10 minutes
      Then the report says COMPLETED with a part of 90 % to 100 %

    @PR2-A-10.one-upon-the-other @dut:esci @boundary
    Scenario: The report of an event does not wait for the next that follows at once
      Given the PEV is connected and has reported 20 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 10 minutes
      And the utility requests 5 kW for 10 minutes
      And it has opted in to an event of 4 kW in 615 seconds, for 10 minutes
      When the utility requests 4 kW for 10 minutes
      Then the report of the event before goes out within 25 seconds of its end

    @PR2-A-10.second-after-left @dut:esci @boundary
    Scenario: What went otherwise in the first event of a day is nothing to the second
      Given the PEV is connected and has reported 20 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 10 minutes
      And the utility requests 5 kW for 10 minutes
      And half of the event is over
      And the customer opts out at the PEV
      And 10 minutes pass
      And it has opted in to an event of 4 kW in 30 minutes, for 10 minutes
      When the utility requests 4 kW for 10 minutes
      Then the report says COMPLETED with a part of 90 % to 100 %

    @PR2-A-10.second-after-gap @dut:esci @boundary
    Scenario: After an event that was estimated the next is measured again
      Given the PEV is connected and has reported 20 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 30 minutes, for 10 minutes
      And the utility requests 5 kW for 10 minutes
      And half of the event is over
      And the meter loses a minute of readings
      And the event ends
      And 1 minute passes
      And it has opted in to an event of 4 kW in 30 minutes, for 10 minutes
      And the utility requests 4 kW for 10 minutes
      When the event ends
      Then the report of the event is measured

    @PR2-A-10.lowered-halfway @dut:esci @boundary
    Scenario: A request that is lowered halfway asks for less, and whoever follows it has a whole part
      Given a discharge of 5 kW is under way
      And half of the event is over
      When the utility changes the request to 2 kW
      And the event ends
      Then the report says COMPLETED with a part of 97 % to 100 %

    @PR2-A-10.raised-halfway @dut:esci @positive
    Scenario: A request that is raised halfway asks for more
      Given a discharge of 2 kW is under way
      And half of the event is over
      When the utility changes the request to 4 kW
      And the event ends
      Then the report says COMPLETED with a part of 96 % to 100 %

    @PR2-A-10.lowered-in-advance @dut:esci @boundary
    Scenario: A change that is told in advance counts from when it holds
      Given a discharge of 5 kW is under way
      And half of the event is over
      When the utility changes the request to 1 kW in 4 minutes
      And the event ends
      Then the report says COMPLETED with a part of 97 % to 100 %

    @PR2-A-10.raised-in-vain @dut:esci @negative
    Scenario: Who fails after the request was raised lacks what was asked last
      Given a discharge of 2 kW is under way
      And half of the event is over
      And the utility changes the request to 4 kW
      And 5 minutes pass
      When a ground fault occurs in the PEV
      And the event ends
      Then the report says TERMINATED with a part of 42 % to 47 %, and why

    @PR2-A-10.to-the-floor @dut:esci @boundary
    Scenario: What flows after the PEV has told of its end counts as delivered as well
      Given a discharge of 5 kW for 30 minutes is under way
      And 2 minutes pass
      And the charge of the PEV turns out to be only 200 Wh above the floor
      When the event ends
      Then the delivered energy in the event's report is what left the PEV, whatever it charged afterwards

    @PR2-A-10.slow-rise @dut:esci @boundary
    Scenario: The response times that are told of a slow rise are those of a slow rise
      Given the parameter P_MET_INT is 5
      And the parameter P_RAMP is 1
      And a discharge of 5 kW for 30 minutes is under way
      When the event ends
      Then the report says COMPLETED with a part of 90 % to 100 %

    @PR2-A-10.unheard @dut:esci @fault
    Scenario: A report that nobody hears is kept until somebody is heard again, whatever there is to tell after it
      Given a discharge of 5 kW for 3 minutes is under way
      And the link between ESCI and utility is cut
      And the event ends
      And 1 minute passes
      And the cable is pulled
      And 10 seconds pass
      And the cable goes in again
      And 2 minutes pass
      And the link between ESCI and utility is mended
      When the utility asks for the availability
      Then the event's report reaches the utility within 30 seconds

    @PR2-A-10.meter-gap @dut:esci @fault
    Scenario: With a gap in the metering the report is an estimate
      Given a discharge of 5 kW is under way
      And the meter loses a minute of readings
      When the event ends
      Then the report is an estimate

    @PR2-A-10.statement @dut:utility @positive
    Scenario: What the customer is told is what was reported
      Given a discharge of some power between 3 kW and 6 kW is under way
      When the event ends
      Then the customer's statement, if there is one, agrees with the report
      And the utility has it on record that the PEV took part to the end

    @PR2-A-10.statement-opted-out @dut:utility @negative
    Scenario: Who opted out is on record as that
      Given a discharge of 5 kW is under way
      And half of the event is over
      When the customer opts out at the PEV
      And the event ends
      Then the utility has it on record that the PEV opted out
      And the customer's statement, if there is one, agrees with the report

    @PR2-A-10.statement-failed @dut:utility @negative
    Scenario: Who failed is on record as that
      Given a discharge of 5 kW is under way
      And half of the event is over
      When a ground fault occurs in the PEV
      And the event ends
      Then the utility has it on record that the PEV failed
      And the customer's statement, if there is one, agrees with the report

    @PR2-A-10.nobody-wanted @dut:utility @negative
    Scenario: An event that everybody opted out of is on record as that
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When the customer opts out at the PEV
      And the event ends
      Then the utility has the event on record as OPTED_OUT
      And the utility has it on record that the PEV opted out
      And the customer's statement, if there is one, agrees with the report

    @PR2-A-10.nobody-answered @dut:utility @negative
    Scenario: An event that nobody answered has lapsed
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And the link between utility and ESCI is cut
      When the operator creates an event of 4 kW in 2 hours, for 1 hour
      And the event ends
      Then the utility has the event on record as EXPIRED
      And the utility has it on record that the PEV failed

    @PR2-A-10.nobody-came @dut:utility @negative
    Scenario: An event whose PEV left beforehand has failed
      Given the PEV is connected and has reported 10 kWh available at up to 6 kW
      And it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When the cable is pulled
      And the event ends
      Then the utility has the event on record as FAILED
      And the utility has it on record that the PEV failed

    @PR2-A-10.called-off @dut:utility @positive
    Scenario: An event that was called off is on record as that
      Given a discharge of 5 kW is under way
      When the operator calls the event off because conditions have abated
      And the event ends
      Then the utility has the event on record as CANCELLED

    @PR2-A-10.some-took-part @dut:utility @positive
    Scenario: An event in which anybody took part is complete
      Given a discharge of 5 kW for 30 minutes is under way
      When the event ends
      Then the utility has the event on record as COMPLETED

    @PR2-A-10.statement-half @dut:utility @boundary
    Scenario: Half a part is told as half a part
      Given a discharge of 5 kW is under way
      When the customer limits the event to 2 kW at the PEV
      And the event ends
      Then the customer's statement, if there is one, agrees with the report
      And the utility has it on record that the PEV took part to the end

    @PR2-A-10.statement-estimated @dut:utility @fault
    Scenario: What was reported as an estimate counts like what was measured
      Given a discharge of 5 kW is under way
      When the meter loses a minute of readings
      And the event ends
      Then the customer's statement, if there is one, agrees with the report
      And the utility has it on record that the PEV took part to the end

    @PR2-A-10.statement-more @dut:utility @boundary
    Scenario: Who gave a little more than was asked had the whole part, and no more
      Given a discharge of 4 kW for 30 minutes is under way
      When the report that comes to the utility says 2060 Wh of 2000 Wh
      And 1 minute passes
      Then the customer's statement, if there is one, agrees with the report
