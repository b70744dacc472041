// @@TITLE@@ behind the lab protocol of pr2-conformance: JSON-RPC 2.0, one object a line.
//
//	go build -o pr2-adapter @@FILE@@
//	npx pr2 selftest --dut @@ROLE@@=exec:"./pr2-adapter"                  # does the adapter speak properly?
//	npx pr2 run --dut @@ROLE@@=exec:"./pr2-adapter" --ics ics.yaml        # does the product do what PR2 asks?
//
// Nothing but Go's standard library is needed. As it stands it refuses every message and does nothing, so that the run
// ends with a partial result. Fill in the places marked FILL IN, in this order:
//
//	@@STEPS@@
//
// Write nothing else to standard output; what is written to standard error is kept beside the report.
package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"
)

type object = map[string]any

var stimuli = []string{@@STIMULI@@}

var readings = []string{@@READINGS@@}

var hello = object{
	"protocol": 1,
	"identity": object{"vendor": "Your company", "product": "Your product", "version": "0.1.0"},
	"roles":    []string{"@@ROLE@@"},
	// Time is virtual: it is what `at` says, in milliseconds since 1970, and stands still between two calls. A product
	// that lives by the wall clock says "real" here, and gives no `next`.
	"clock": object{"kind": "virtual"},
	// FILL IN above what can be done to the product. A stimulus that is not named is never asked for; what cannot be
	// tested without it is inconclusive. A @@NAME@@ may further name:
	//   @@MORE_STIMULI@@
	"stimuli": stimuli,
	// FILL IN above what can be read from it. Further:
	//   @@MORE_READINGS@@
	"readings": readings,
	// FILL IN the electrical inputs that it wants to be told, as `electrical` in the calls:
	//   @@SENSES@@
	"senses": []string{},
	// FILL IN the records that it keeps: @@QUERIES@@
	"queries": []string{},
	// "kill" once its state survives a kill -9 at any moment: keep it in the folder `storage` of start.
	"restart": "none",
}

// labError is an error of the lab protocol. -32001: no such hook; -32002: not possible in this state.
type labError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (e *labError) Error() string { return e.Message }

// What the kit's calls carry, as far as the skeleton looks at it.
type call struct {
	At      int64                    `json:"at"`
	ID      string                   `json:"id"`
	Seed    string                   `json:"seed"`
	Resume  bool                     `json:"resume"`
	Clock   struct{ OffsetMs int64 } `json:"clock"`
	Peers   map[string][]string      `json:"peers"` // addresses by role, such as {"esci": ["urn:pr2:esci:e1"]}
	State   object                   `json:"state"` // what the case wants the product to begin with
	Link    struct{ Peer string }    `json:"link"`
	Message json.RawMessage          `json:"message"`
	Name    string                   `json:"name"`
	Params  object                   `json:"params"`
	Want    []string                 `json:"want"`
	What    string                   `json:"what"`
	Sample  *struct {
		EveryMs int64    `json:"everyMs"`
		Want    []string `json:"want"`
	} `json:"sample"`
}

type message struct {
	ID      string          `json:"id"`
	Type    string          `json:"type"`
	Source  string          `json:"source"`
	Subject string          `json:"subject"`
	Data    json.RawMessage `json:"data"`
}

// product is the product under test, made anew by each `start`. Put yours in here, or talk to it from here.
type product struct {
	urn      string
	begun    call
	at       int64
	plugged  bool
	messages int
	seqs     map[string]int // next sequence number, by destination
}

// bringTo: FILL IN. Does all that falls due up to this instant, each thing exactly when it does.
func (p *product) bringTo(at int64) { p.at = at }

// next: FILL IN. The next instant (ms) at which it would act unasked, or nil for never.
func (p *product) next() any { return nil }

// onMessage: FILL IN. Takes in a message. It is an answer's `correlationid` that says what was answered.
func (p *product) onMessage(m message) {
	if m.Type == "pr2.Receipt.v1" { // calls for no answer
		return
	}
	p.refuse(m, "E_UNSUPPORTED", m.Type+" is not handled yet")
}

// onStimulus: FILL IN. Does what a person or nature does; gives a code if the product itself refuses it.
func (p *product) onStimulus(name string, params object) (string, error) {
	if !holds(stimuli, name) {
		return "", &labError{-32001, "there is no hook for " + name}
	}
	switch name {
	case "plug-in":
		p.plugged = true
	case "unplug":
		p.plugged = false
	}
	return "", nil
}

func holds(list []string, word string) bool {
	for _, one := range list {
		if one == word {
			return true
		}
	}
	return false
}

// readings: FILL IN. What its instruments show. Watts are negative while it discharges; registers are joules.
func (p *product) readings() object {
	shown := object{"powerW": 0, "exportJ": 0, "importJ": 0, "soc": 50, "plug": "OUT"}
	if soc, known := p.begun.State["soc"]; known {
		shown["soc"] = soc
	}
	if p.plugged {
		shown["plug"] = "IN"
	}
	return shown
}

// send sends a message; name is one of the schemas in schemas/messages, such as AvailabilityReport.
func (p *product) send(name, destination, subject string, data object, correlation string) {
	m := object{
		"specversion":     "1.0",
		"id":              uuidFrom(fmt.Sprintf("%s %s %d", p.begun.Seed, p.urn, p.messages)), // the same run, the same ids
		"type":            "pr2." + name + ".v1",
		"source":          p.urn,
		"subject":         subject,
		"time":            time.UnixMilli(p.at + p.begun.Clock.OffsetMs).UTC().Format("2006-01-02T15:04:05.000Z07:00"),
		"datacontenttype": "application/json",
		"destination":     destination,
		"seq":             p.seqs[destination],
		"data":            data,
	}
	if correlation != "" {
		m["correlationid"] = correlation
	}
	p.messages++
	p.seqs[destination]++
	notify("emit", object{"message": m})
}

// refuse answers with a Receipt that refuses.
func (p *product) refuse(m message, code, detail string) {
	data := object{"refMessageId": m.ID, "status": "REJECTED", "code": code, "detail": detail}
	p.send("Receipt", m.Source, m.Subject, data, m.ID)
}

// refuseUnreadable answers what is no message at all.
func (p *product) refuseUnreadable(peer string) {
	data := object{"refMessageId": "unknown", "status": "REJECTED", "code": "E_SCHEMA", "detail": "no message"}
	p.send("Receipt", peer, "unknown", data, "")
}

func (p *product) shown(want []string) object {
	all, picked := p.readings(), object{}
	for _, name := range want {
		if value, known := all[name]; known && holds(readings, name) {
			picked[name] = value
		}
	}
	return picked
}

var under *product

// handle carries out one method of the lab protocol.
func handle(method string, c call) (any, error) {
	switch method {
	case "hello":
		return hello, nil
	case "start":
		if c.Resume {
			return nil, &labError{-32002, "nothing is kept over a restart yet"}
		}
		under = &product{urn: "urn:pr2:@@ROLE@@:" + c.ID, begun: c, at: c.At, seqs: map[string]int{}}
		return object{"next": under.next()}, nil
	case "stop":
		under = nil
		return object{}, nil
	case "deliver", "stimulate", "observe", "advance", "query":
	default:
		return nil, &labError{-32601, "no method " + method}
	}
	p := under
	if p == nil {
		return nil, &labError{-32002, "not started"}
	}
	switch method {
	case "observe": // shows and changes nothing: `at` may lie ahead of the last call
		return object{"readings": p.shown(c.Want)}, nil
	case "query":
		return nil, &labError{-32001, "no records of " + c.What + " are kept"}
	case "stimulate":
		p.bringTo(c.At)
		refused, err := p.onStimulus(c.Name, c.Params)
		if err != nil {
			return nil, err
		}
		if refused != "" {
			return object{"next": p.next(), "refused": refused}, nil
		}
		return object{"next": p.next()}, nil
	case "advance":
		samples := []object{}
		if c.Sample != nil {
			for at := p.at + c.Sample.EveryMs; at <= c.At; at += c.Sample.EveryMs {
				p.bringTo(at)
				samples = append(samples, object{"at": at, "readings": p.shown(c.Sample.Want)})
			}
		}
		p.bringTo(c.At)
		return object{"next": p.next(), "samples": samples}, nil
	default: // deliver
		p.bringTo(c.At)
		var m message
		if json.Unmarshal(c.Message, &m) == nil && m.ID != "" && m.Type != "" && m.Source != "" && m.Subject != "" {
			p.onMessage(m)
		} else { // `raw` or `rawBase64`: text that is no message, or half of one
			p.refuseUnreadable(c.Link.Peer)
		}
		return object{"next": p.next()}, nil
	}
}

// write puts one frame on the wire, as JSON has it: < and > are left as they are.
func write(frame object) {
	frame["jsonrpc"] = "2.0"
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(frame); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Stdout.Write(line.Bytes())
}

// notify tells the kit something; on a virtual clock always before the answer to the call that brought it about.
func notify(method string, params object) { write(object{"method": method, "params": params}) }

func uuidFrom(text string) string {
	h := sha256.Sum256([]byte(text))
	h[6], h[8] = h[6]&0x0f|0x50, h[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[0:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

func main() {
	in := bufio.NewReader(os.Stdin)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			answer(line)
		}
		if err != nil {
			if err != io.EOF {
				fmt.Fprintln(os.Stderr, err)
			}
			return
		}
	}
}

func answer(line []byte) {
	var request struct {
		ID     any
		Method string
		Params call
	}
	if err := json.Unmarshal(line, &request); err != nil {
		write(object{"id": request.ID, "error": labError{-32700, err.Error()}})
		return
	}
	result, err := handle(request.Method, request.Params)
	switch failure := err.(type) {
	case nil:
		write(object{"id": request.ID, "result": result})
	case *labError:
		write(object{"id": request.ID, "error": failure})
	default:
		write(object{"id": request.ID, "error": labError{-32603, err.Error()}})
	}
}
