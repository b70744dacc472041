@PR2-A @step-8
Feature: Step 8: the customer has the last word

  To opt out is to leave the whole event, before it or during it. To override is to stay in and give less (D9). Both are
  done at the PEV, and may be done elsewhere.

  Background:
    Given a customer enrolled at location L1 with architecture S2
    And the PEV is connected and has reported 10 kWh available at up to 6 kW

  @PR2-A-05 @must @pev @esci @source:L15 @source:L19 @source:L97 @source:L98
  Rule: From the moment an event is known until it ends the customer can leave it, and while it runs give less

    Nobody's leave is asked for, an emergency changes nothing, and a dead link does not either: what the customer does
    takes effect at the vehicle within seconds. The vehicle's own panel is a must; other means beside it are a should, so
    that a PEV or an ESCI without them is told of it and not failed.

    @PR2-A-05.before @dut:pev @positive
    Scenario: A customer who opted out before the event is left alone
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      When the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_PREFERENCE
      And no power leaves the PEV

    @PR2-A-05.during @dut:pev @positive
    Scenario: Opting out during the event ends the discharge
      Given a discharge of 5 kW is under way
      When the customer opts out at the PEV
      Then the discharge ends within 10 seconds

    @PR2-A-05.without-leave @dut:pev @negative
    Scenario: Opting out waits for no answer
      Given a discharge of 5 kW is under way
      And the utility leaves every ParticipationNotice unanswered
      When the customer opts out at the PEV
      Then the discharge ends within 10 seconds

    @PR2-A-05.at-the-start @dut:pev @boundary
    Scenario: Opting out at the very start
      Given it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility requests 5 kW for 1 hour
      When the event starts
      And the customer opts out at the PEV
      Then the discharge ends within 10 seconds

    @PR2-A-05.after-the-end @dut:pev @negative
    Scenario: After the end there is nothing left to opt out of
      Given a discharge of 5 kW for 30 minutes is under way
      And the event ends
      And 1 minute passes
      When the customer opts out at the PEV
      Then the PEV refuses it on its own panel with E_STATE
      And the PEV sends no ParticipationNotice for 10 minutes

    @PR2-A-05.emergency @dut:pev @positive
    Scenario: An emergency takes nothing of that right
      Given it has opted in to an event of 5 kW in 5 minutes, for 1 hour
      And the utility requests 5 kW for 1 hour
      And the event starts
      And 10 minutes pass
      When the customer opts out at the PEV
      Then the discharge ends within 10 seconds

    @PR2-A-05.gives-less @dut:pev @positive
    Scenario: The customer stays in and gives less
      Given a discharge of 5 kW is under way
      When the customer limits the event to 2 kW at the PEV
      Then no more than 2 kW is measured from 10 seconds later on
      And the discharge stays at 2 kW for 10 minutes

    @PR2-A-05.gives-less-for-a-time @dut:pev @boundary
    Scenario: What the customer limits for a time is limited for all of it
      Given a discharge of 5 kW is under way
      When the customer limits the event to 2 kW for 11 minutes, at the PEV
      Then no more than 2 kW is measured from 10 seconds later on

    @PR2-A-05.undecided @dut:pev @boundary
    Scenario: Who has not decided yet can leave as well
      Given the customer wants to be asked about each event
      And the utility announces an event of 4 kW in 2 hours, for 1 hour
      And 1 minute passes
      When the customer opts out at the PEV
      Then the utility is told within 5 seconds that the customer has opted out at the PEV
      When the utility requests 4 kW for 1 hour
      Then the PEV rejects the request with E_PREFERENCE
      And no power leaves the PEV

    @PR2-A-05.keeps-more @dut:pev @positive
    Scenario: The customer stays in and keeps more in the battery
      Given a discharge of 5 kW is under way
      When the customer raises the floor for the event above the present charge at the PEV
      Then the discharge ends within 10 seconds

    @PR2-A-05.no-link @dut:pev @fault
    Scenario: With the link down the customer is obeyed all the same
      Given a discharge of 5 kW is under way
      And the link between PEV and ESCI is cut
      When the customer opts out at the PEV
      Then the discharge ends within 10 seconds

    @PR2-A-05.gives-nothing @dut:pev @boundary
    Scenario: The customer stays in and gives nothing
      Given a discharge of 5 kW is under way
      When the customer limits the event to 0 W at the PEV
      Then the discharge ends within 10 seconds

    @PR2-A-05.last-minute @dut:pev @boundary
    Scenario: In the last minute of an event the customer can still leave it
      Given a discharge of 5 kW for 30 minutes is under way
      And all but 50 seconds of the event pass
      When the customer opts out at the PEV
      Then the discharge ends within 10 seconds

    @PR2-A-05.one-of-two @dut:pev @negative
    Scenario: Who leaves one event stays in the other
      Given it has opted in to event A, for reliability, of 4 kW in 2 hours, for 1 hour
      And it has opted in to event B, for reliability, of 4 kW in 6 hours, for 1 hour
      And the customer opts out at the PEV
      When the utility requests event A
      Then the PEV accepts within its response class
      And the PEV gives 4 kW in event A

    @PR2-A-05.next-of-two @dut:pev @boundary
    Scenario: Who leaves the next event while one runs leaves that one, and stays in the one that runs
      Given it has opted in to event A, for reliability, of 3 kW in 2 hours, for 1 hour
      And it has opted in to event B, for reliability, of 3 kW in 6 hours, for 1 hour
      And event A is under way
      When the customer opts out of event B at the PEV
      Then the discharge stays at 3 kW for 10 minutes
      When the utility requests event B
      Then the PEV rejects the request with E_PREFERENCE

    @PR2-A-05.out-again @dut:pev @boundary
    Scenario: Who came back can leave again
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      And 10 minutes pass
      And the customer opts in again at the PEV
      And 10 minutes pass
      And the customer opts out at the PEV
      When the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_PREFERENCE
      And no power leaves the PEV

    @PR2-A-05.changed-event @dut:pev @negative
    Scenario: A change of the event does not bring back a customer who has left it
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      When the utility changes the event to 3 kW
      And the utility requests 3 kW for 1 hour
      Then the PEV rejects the request with E_PREFERENCE
      And no power leaves the PEV

    @PR2-A-05.copy-of-the-event @dut:pev @negative
    Scenario: A copy of the event does not bring back a customer who has left it
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      And 1 minute passes
      When the utility sends the event again, under an id of its own
      And the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_PREFERENCE
      And no power leaves the PEV

    @PR2-A-05.changed-event-less @dut:pev @negative
    Scenario: A change of the event does not lift the limit that the customer has set
      Given a discharge of 5 kW is under way
      And the customer limits the event to 2 kW at the PEV
      And 1 minute passes
      When the utility changes the event to 4500 W
      Then the discharge stays at 2 kW for 10 minutes

    @PR2-A-05.changed-request-less @dut:pev @negative
    Scenario: A change of the request does not lift the limit that the customer has set
      Given a discharge of 5 kW is under way
      And the customer limits the event to 2 kW at the PEV
      And 1 minute passes
      And the utility changes the request to 1 kW
      And 5 minutes pass
      And the utility changes the request to 0 W
      And 5 minutes pass
      When the utility changes the request to 4 kW
      Then no more than 2 kW is measured from 10 seconds later on

    @PR2-A-05.changed-request-floor @dut:pev @negative
    Scenario: A change of the request does not lift the floor that the customer has set for the event
      Given a discharge of 4 kW is under way
      And the customer raises the floor for the event to 1 kWh below the present charge at the PEV
      And 1 minute passes
      When the utility changes the request to 5 kW
      Then the discharge ends within 30 minutes

    @PR2-A-05.one-event-less @dut:pev @negative
    Scenario: What the customer limits in one event is not limited in the next
      Given a discharge of 5 kW for 30 minutes is under way
      And the customer limits the event to 2 kW at the PEV
      And the event ends
      And it has opted in to an event of 4 kW in 30 minutes, for 30 minutes
      When the utility requests 4 kW for 30 minutes
      Then the discharge reaches 4 kW within its response class and holds it for 10 minutes

    @PR2-A-05.less-than-the-least @dut:pev @boundary
    Scenario: Where the customer leaves less than the PEV can give, it gives nothing and not its least
      Given a discharge of 5 kW is under way
      When the customer limits the event to 60 W at the PEV
      Then no more than 60 W is measured from 10 seconds later on

    @PR2-A-05.pressed-before @dut:pev @negative
    Scenario: A stop that was pressed while there was nothing to stop does not stop what comes later
      Given the customer stops the discharge at the PEV
      And it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      When the utility requests 5 kW for 1 hour
      Then the discharge reaches 5 kW within its response class and holds it for 10 minutes

    @PR2-A-05.out-at-rest @dut:pev @boundary
    Scenario: Who leaves while nothing is asked for has left for what is asked later
      Given a discharge of 5 kW is under way
      And the utility has changed the request to 0 W
      And 5 minutes pass
      And the customer opts out at the PEV
      And 1 minute passes
      When the utility changes the request to 4 kW
      Then no power leaves the PEV

    @PR2-A-05.esci-no-link @dut:esci @fault
    Scenario: An ESCI without a link to the utility does not keep the customer in
      Given a discharge of 5 kW is under way
      And the link between utility and ESCI is cut
      When the customer opts out at the PEV
      Then the discharge ends within 10 seconds

    @PR2-A-05.evse-before @dut:esci @positive @if:externalOptOut
    Scenario: A customer who opted out at the EVSE before the event is left alone
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When the customer opts out at the EVSE
      Then the PEV is told within 10 seconds that the customer has opted out at the EVSE
      When the utility requests 5 kW for 1 hour
      Then no power leaves the PEV

    @PR2-A-05.evse-during @dut:esci @positive @if:externalOptOut
    Scenario: Opting out at the EVSE ends the discharge
      Given a discharge of 5 kW is under way
      When the customer opts out at the EVSE
      Then the discharge ends within 10 seconds

    @PR2-A-05.evse-at-the-start @dut:esci @boundary @if:externalOptOut
    Scenario: Opting out at the EVSE at the very start
      Given it has opted in to an event of 5 kW in 30 minutes, for 1 hour
      And the utility requests 5 kW for 1 hour
      When the event starts
      And the customer opts out at the EVSE
      Then the discharge ends within 10 seconds

    @PR2-A-05.evse-after-the-end @dut:esci @negative @if:externalOptOut
    Scenario: After the end the EVSE refuses too
      Given a discharge of 5 kW for 30 minutes is under way
      And the event ends
      And 1 minute passes
      When the customer opts out at the EVSE
      Then the EVSE refuses it on its own panel with E_STATE
      And the ESCI sends no ParticipationNotice for 10 minutes

    @PR2-A-05.evse-gives-less @dut:esci @positive @if:externalOptOut
    Scenario: The customer gives less, and says so at the EVSE
      Given a discharge of 5 kW is under way
      When the customer limits the event to 2 kW at the EVSE
      Then no more than 2 kW is measured from 10 seconds later on
      And the discharge stays at 2 kW for 10 minutes

    @PR2-A-05.evse-gives-still-less @dut:esci @boundary @if:externalOptOut
    Scenario: Who gives less at the EVSE can give less still
      Given a discharge of 5 kW is under way
      And the customer limits the event to 3 kW at the EVSE
      And 1 minute passes
      When the customer limits the event to 1500 W at the EVSE
      Then no more than 1500 W is measured from 10 seconds later on

    @PR2-A-05.evse-away-and-restarted @dut:esci @fault @if:externalOptOut
    Scenario: A PEV that was away when its customer opted out at the EVSE is told, even by an ESCI that restarted
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the cable is pulled
      And 10 seconds pass
      And the customer opts out at the EVSE
      And 10 seconds pass
      And the ESCI restarts
      And the cable goes in again
      And 1 minute passes
      When the utility requests 5 kW for 1 hour
      Then no power leaves the PEV

    @PR2-A-05.evse-no-link @dut:esci @fault @if:externalOptOut
    Scenario: Without a link to the utility the EVSE is obeyed all the same
      Given a discharge of 5 kW is under way
      And the link between utility and ESCI is cut
      When the customer opts out at the EVSE
      Then the discharge ends within 10 seconds

    @PR2-A-05.elsewhere @dut:pev @positive @should
    Scenario: The customer of a PEV has other means than the vehicle's own panel
      Then the PEV declares that its customer can opt out elsewhere too

    @PR2-A-05.evse-elsewhere @dut:esci @positive @should
    Scenario: An ESCI gives the customer means of opting out beside those of the vehicle
      Then the ESCI declares that its customer can opt out elsewhere too

  @PR2-A-11 @must @pev @esci @source:L22
  Rule: The utility is told what the customer did, and is told until it has heard

    Which action, where, when, and with which new limits. The ESCI passes on what the PEV tells; what happened at the
    EVSE it tells itself. Until the notice is answered it is sent again.

    @PR2-A-11.opted-out @dut:pev @positive
    Scenario: The PEV tells of an opt-out
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When the customer opts out at the PEV
      Then the utility is told within 5 seconds that the customer has opted out at the PEV

    @PR2-A-11.gave-less @dut:pev @positive
    Scenario: The PEV tells of an override and its limit
      Given a discharge of 5 kW is under way
      When the customer limits the event to 2 kW at the PEV
      Then the utility is told within 5 seconds that the customer has limited the event at the PEV, to 2 kW

    @PR2-A-11.gave-less-still @dut:pev @boundary
    Scenario: The PEV tells of a second override by its own limit
      Given a discharge of 5 kW is under way
      And the customer limits the event to 3 kW at the PEV
      And 1 minute passes
      When the customer limits the event to 2 kW at the PEV
      Then the utility is told within 5 seconds that the customer has limited the event at the PEV, to 2 kW

    @PR2-A-11.stop-button @dut:pev @negative
    Scenario: A stop that the customer wants is told and not just done
      Given a discharge of 5 kW is under way
      When the customer stops the discharge at the PEV
      Then the utility is told within 5 seconds that the customer has opted out at the PEV

    @PR2-A-11.out-and-in @dut:pev @boundary
    Scenario: Out and in again before the start is told twice
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When the customer opts out at the PEV
      Then the utility is told within 5 seconds that the customer has opted out at the PEV
      When 1 minute passes
      And the customer opts in again at the PEV
      Then the utility is told within 5 seconds that the customer has opted in again at the PEV
      When the utility requests 5 kW for 1 hour
      Then the PEV accepts within its response class

    @PR2-A-11.until-heard @dut:pev @fault
    Scenario: As long as nobody answers, the PEV goes on telling
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the utility leaves every ParticipationNotice unanswered
      When the customer opts out at the PEV
      Then the PEV repeats its ParticipationNotice every 10 seconds for 2 minutes

    @PR2-A-11.heard @dut:pev @fault
    Scenario: Once it is answered the PEV lets it be
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the next ParticipationNotice from the PEV is lost
      When the customer opts out at the PEV
      Then the PEV repeats its ParticipationNotice until it is answered, and not longer

    @PR2-A-11.offline @dut:pev @fault
    Scenario: After ten minutes without a link the utility learns what happened, and when
      Given a discharge of 5 kW is under way
      And the link between PEV and ESCI is cut
      And the customer opts out at the PEV
      And 10 minutes pass
      When the link between PEV and ESCI is mended
      Then the PEV's notice arrives within 15 seconds with the time of the customer's action

    @PR2-A-11.offline-twice @dut:pev @fault
    Scenario: Of two things that the customer did without a link the utility learns both
      Given it has opted in to event A, for reliability, of 3 kW in 2 hours, for 1 hour
      And it has opted in to event B, for reliability, of 3 kW in 6 hours, for 1 hour
      And the link between PEV and ESCI is cut
      And the customer opts out of event A at the PEV
      And 1 minute passes
      And the customer opts out of event B at the PEV
      And 10 minutes pass
      When the link between PEV and ESCI is mended
      Then the PEV's notice of event A arrives within 15 seconds with the time of the customer's action
      And the PEV's notice of event B arrives within 15 seconds with the time of the customer's action

    @PR2-A-11.unplugged @dut:pev @fault
    Scenario: What the customer did while the cable was out the utility learns when it is in again
      Given it has opted in to event A, for reliability, of 3 kW in 2 hours, for 1 hour
      And it has opted in to event B, for reliability, of 3 kW in 6 hours, for 1 hour
      And the cable is pulled
      And the customer opts out of event A at the PEV
      And 1 minute passes
      And the customer opts out of event B at the PEV
      And 10 minutes pass
      When the cable goes in again
      Then the PEV's notice of event A arrives within 75 seconds with the time of the customer's action
      And the PEV's notice of event B arrives within 75 seconds with the time of the customer's action

    @PR2-A-11.kept-more @dut:pev @positive
    Scenario: The PEV tells of the floor that the customer has set for the event
      Given a discharge of 5 kW is under way
      When the customer raises the floor for the event above the present charge at the PEV
      Then the utility is told within 5 seconds that the customer has limited the event at the PEV, by a floor

    @PR2-A-11.each-limit @dut:pev @positive
    Scenario: The PEV tells of each limit of an override
      Given a discharge of 5 kW is under way
      When the customer limits the event to 3 kW for 40 minutes, down to a charge of 45 %, at the PEV
      Then the PEV sends a ParticipationNotice to the utility within 5 seconds:
        | action           | OVERRIDE |
        | limits.W         | 3000     |
        | limits.durationS | 2400     |
        | limits.socFloor  | 45       |

    @PR2-A-11.by-phone @dut:pev @boundary
    Scenario: The PEV tells where the customer acted
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      And 1 minute passes
      When the customer opts in again by phone
      Then the utility is told within 5 seconds that the customer has opted in again by phone

    @PR2-A-11.passed-on @dut:esci @positive
    Scenario: The ESCI passes the PEV's notice on
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When the customer opts out at the PEV
      Then the ESCI passes the ParticipationNotice on to the utility unchanged

    @PR2-A-11.at-the-evse @dut:esci @positive @if:externalOptOut
    Scenario: The ESCI tells itself what was done at the EVSE
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When the customer opts out at the EVSE
      Then the utility is told within 5 seconds that the customer has opted out at the EVSE

    @PR2-A-11.by-an-app @dut:esci @boundary @if:externalOptOut
    Scenario: The ESCI tells by which of its means the customer left
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      When the customer opts out by an app of the ESCI
      Then the utility is told within 5 seconds that the customer has opted out by an app of the ESCI

    @PR2-A-11.gave-less-at-the-evse @dut:esci @positive @if:externalOptOut
    Scenario: The ESCI tells of an override and its limit
      Given a discharge of 5 kW is under way
      When the customer limits the event to 2 kW at the EVSE
      Then the utility is told within 5 seconds that the customer has limited the event at the EVSE, to 2 kW

    @PR2-A-11.gave-otherwise-at-the-evse @dut:esci @positive @if:externalOptOut
    Scenario: The ESCI tells of each limit of an override
      Given a discharge of 5 kW is under way
      When the customer limits the event to 3 kW for 40 minutes, down to a charge of 45 %, at the EVSE
      Then the ESCI sends a ParticipationNotice to the utility within 5 seconds:
        | action           | OVERRIDE |
        | limits.W         | 3000     |
        | limits.durationS | 2400     |
        | limits.socFloor  | 45       |

    @PR2-A-11.away-at-the-evse @dut:esci @boundary @if:externalOptOut
    Scenario: The utility is told of an opt-out at the EVSE before the PEV is there
      Given the cable is pulled
      And 1 minute passes
      And the utility has announced an event of 4 kW in 2 hours, for 1 hour
      When the customer opts out at the EVSE
      Then the utility is told within 5 seconds that the customer has opted out at the EVSE

    @PR2-A-11.out-in-out @dut:esci @boundary @if:externalOptOut
    Scenario: The utility is told each time that the customer changes his mind at the EVSE
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the EVSE
      And 10 minutes pass
      And the customer opts in again at the EVSE
      And 10 minutes pass
      When the customer opts out at the EVSE
      Then the utility is told within 5 seconds that the customer has opted out at the EVSE

    @PR2-A-11.in-again-at-the-evse @dut:esci @boundary @if:externalOptOut
    Scenario: The utility is told as well that the customer is in again
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the EVSE
      And 10 minutes pass
      When the customer opts in again at the EVSE
      Then the ESCI sends a ParticipationNotice to the utility within 5 seconds:
        | action | OPT_IN |

    @PR2-A-11.passed-on-until-heard @dut:esci @fault
    Scenario: As long as nobody answers, the ESCI goes on passing the notice on
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the utility leaves every ParticipationNotice unanswered
      When the customer opts out at the PEV
      Then the ESCI repeats the PEV's ParticipationNotice every 10 seconds for 2 minutes

    @PR2-A-11.esci-offline @dut:esci @fault
    Scenario Outline: After ten minutes without a link to the utility it learns what happened at the <place>, and when
      Given a discharge of 5 kW is under way
      And the link between utility and ESCI is cut
      And the customer opts out at the <place>
      And 10 minutes pass
      When the link between utility and ESCI is mended
      Then the <who>'s notice arrives within 15 seconds with the time of the customer's action

      Examples:
        | id                         | place | who  |
        | PR2-A-11.esci-offline.pev  | PEV   | PEV  |
        | PR2-A-11.esci-offline.evse | EVSE  | ESCI |

  @PR2-A-20 @must @pev @esci @source:L97 @source:L98
  Rule: The customer's latest word counts, wherever it was said, and a stop is stronger than a resumption

    What counts is when the customer acted, not when the news of it came. Of two actions at the same time the more
    restrictive holds. An opt-out can be taken back until the event starts; who leaves during the event has left it.

    @PR2-A-20.in-again @dut:pev @positive
    Scenario: Out and later in means in
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      And 10 minutes pass
      And the customer opts in again by phone
      When the utility requests 5 kW for 1 hour
      Then the PEV accepts within its response class

    @PR2-A-20.out-again @dut:pev @positive
    Scenario: Out, in, and out means out
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      And 10 minutes pass
      And the customer opts in again by phone
      And 10 minutes pass
      And the customer opts out at the PEV
      When the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_PREFERENCE

    @PR2-A-20.late-news @dut:pev @fault
    Scenario: What the customer did earlier and what is heard of only later changes nothing
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      And 10 minutes pass
      And the ESCI tells that the customer opted in 20 minutes ago
      When the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_PREFERENCE

    @PR2-A-20.late-news-elsewhere @dut:pev @fault
    Scenario Outline: What was done earlier is earlier, by whatever clock that is written
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV
      And 10 minutes pass
      And the ESCI tells that the customer opted in 20 minutes ago, the time written with offset <offset>
      When the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_PREFERENCE

      Examples:
        | id                                | offset |
        | PR2-A-20.late-news-elsewhere.east | +05:45 |
        | PR2-A-20.late-news-elsewhere.west | -03:30 |

    @PR2-A-20.late-news-of-two @dut:pev @fault
    Scenario Outline: Of two words said elsewhere the later one counts, by whatever clock each is written
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the EVSE
      And 10 minutes pass
      And the ESCI tells that the customer opted in 20 minutes ago, the time written with offset <offset>
      When the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_PREFERENCE

      Examples:
        | id                              | offset |
        | PR2-A-20.late-news-of-two.east  | +05:45 |
        | PR2-A-20.late-news-of-two.west  | -03:30 |

    @PR2-A-20.same-second @dut:pev @boundary
    Scenario: Of two words within one second the later one counts
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the ESCI tells that the customer opted out 900 milliseconds ago
      And the ESCI tells that the customer opted in 500 milliseconds ago
      When the utility requests 5 kW for 1 hour
      Then the PEV accepts within its response class

    @PR2-A-20.same-time @dut:pev @boundary
    Scenario Outline: In and out at the same time means out, whichever is heard <order>
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV and in at the EVSE at the same time, the <first> being heard first
      When the utility requests 5 kW for 1 hour
      Then the PEV rejects the request with E_PREFERENCE
      And no power leaves the PEV

      Examples:
        | id                            | order                  | first   |
        | PR2-A-20.same-time.out-first  | first, out then in     | opt-out |
        | PR2-A-20.same-time.in-first   | first, in then out     | opt-in  |

    @PR2-A-20.same-time-less @dut:pev @boundary
    Scenario: Of two limits at the same time the lower one holds
      Given a discharge of 5 kW is under way
      When the customer limits the event to 2 kW at the PEV and to 4 kW at the EVSE at the same time
      Then no more than 2 kW is measured from 10 seconds later on
      And the discharge stays at 2 kW for 10 minutes

    @PR2-A-20.later-limit @dut:pev @positive
    Scenario: Of two limits one after the other the later one holds
      Given a discharge of 5 kW is under way
      And the customer limits the event to 4 kW at the PEV
      And 1 minute passes
      When the customer limits the event to 2 kW at the EVSE
      Then no more than 2 kW is measured from 10 seconds later on
      And the discharge stays at 2 kW for 10 minutes

    @PR2-A-20.stop-stays @dut:pev @negative
    Scenario: After a stop nothing starts again in this event
      Given a discharge of 5 kW is under way
      And the customer stops the discharge at the PEV
      And 20 seconds pass
      When the customer opts in again by phone
      Then no power leaves the PEV

    @PR2-A-20.esci-in-again @dut:esci @positive
    Scenario: The ESCI takes a customer who is in again for one who is in
      Given it has opted in to an event of 5 kW in 2 hours, for 30 minutes
      And the customer opts out at the PEV
      And 10 minutes pass
      And the customer opts in again at the PEV
      When the utility requests 5 kW for 30 minutes
      And the event ends
      Then the report of the event says COMPLETED

    @PR2-A-20.evse-in-again @dut:esci @positive @if:externalOptOut
    Scenario: Out at the PEV and later in at the EVSE means in
      Given it has opted in to an event of 5 kW in 2 hours, for 30 minutes
      And the customer opts out at the PEV
      And 10 minutes pass
      When the customer opts in again at the EVSE
      Then the PEV is told within 10 seconds that the customer has opted in again at the EVSE
      When the utility requests 5 kW for 30 minutes
      And the event ends
      Then the report of the event says COMPLETED

    @PR2-A-20.pev-in-again @dut:esci @positive @if:externalOptOut
    Scenario: Out at the EVSE and later in at the PEV means in
      Given it has opted in to an event of 5 kW in 2 hours, for 30 minutes
      And the customer opts out at the EVSE
      And 10 minutes pass
      And the customer opts in again at the PEV
      When the utility requests 5 kW for 30 minutes
      And the event ends
      Then the report of the event says COMPLETED

    @PR2-A-20.evse-same-time @dut:esci @boundary @if:externalOptOut
    Scenario: Out at the PEV and in at the EVSE at the same time means out
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the PEV and in again at the EVSE at the same time
      When the utility requests 5 kW for 1 hour
      Then no power leaves the PEV
      When the event ends
      Then the report of the event says OPTED_OUT

    @PR2-A-20.pev-same-time @dut:esci @boundary @if:externalOptOut
    Scenario: Out at the EVSE and in at the PEV at the same time means out as well
      Given it has opted in to an event of 5 kW in 2 hours, for 1 hour
      And the customer opts out at the EVSE and in again at the PEV at the same time
      When the utility requests 5 kW for 1 hour
      Then no power leaves the PEV
      When the event ends
      Then the report of the event says OPTED_OUT

    @PR2-A-20.evse-late-news @dut:esci @fault @if:externalOptOut
    Scenario: News of an earlier opt-out that comes late does not outweigh the later word at the EVSE
      Given it has opted in to an event of 5 kW in 2 hours, for 30 minutes
      And the next ParticipationNotice from the PEV takes 60 seconds
      And the customer opts out at the PEV
      And 10 seconds pass
      And the customer opts in again at the EVSE
      And 2 minutes pass
      When the utility requests 5 kW for 30 minutes
      And the event ends
      Then the report of the event says COMPLETED

    @PR2-A-20.evse-stop-stays @dut:esci @negative @if:externalOptOut
    Scenario: The EVSE does not take a customer back into an event that was left during its time
      Given a discharge of 5 kW is under way
      And the customer opts out at the EVSE
      And 20 seconds pass
      When the customer opts in again at the EVSE
      Then the EVSE refuses it on its own panel with E_STATE
      And no power leaves the PEV
