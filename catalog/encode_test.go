package catalog

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func TestEncodeRoundTrip(t *testing.T) {
	for _, p := range []*Pack{mustBase(t), mustLoad(t, "tiny.yaml", tinyText(t))} {
		again, err := Decode(p.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if again.Info != p.Info || again.AsOf != p.AsOf || !bytes.Equal(again.Encode(), p.Encode()) {
			t.Errorf("%s reads as %+v, want %+v", p.Info.Name, again.Info, p.Info)
		}
		if !reflect.DeepEqual(mustCompose(t, again), mustCompose(t, p)) {
			t.Errorf("%s decoded makes another catalogue", p.Info.Name)
		}
	}
}

// TestHashIsStable: a pack has one hash on every system and in every release,
// for engagements are pinned to it.
func TestHashIsStable(t *testing.T) {
	text := own("stable", "texts:\n- {id: text-9, title: <Über> & more}\n")
	const want = "f7848ac5e13b2e3ed9de7b5218e6a4bedfea8999398248890c906f13580cb39b"
	for name, variant := range map[string]string{
		"as written":       text,
		"Windows' breaks":  strings.ReplaceAll(text, "\n", "\r\n"),
		"old Macs' breaks": strings.ReplaceAll(text, "\n", "\r"),
		"byte order mark":  "\ufeff" + text,
	} {
		if got := mustLoad(t, `C:\packs\stable.yaml`, variant).Info.SHA256; got != want {
			t.Errorf("%s: the hash is %s, want %s", name, got, want)
		}
	}
	if first, second := mustBase(t).Info, mustBase(t).Info; first != second {
		t.Error("the embedded pack reads differently twice")
	}
	if mustLoad(t, "stable.yaml", text+"# one more word\n").Info.SHA256 == want {
		t.Error("another content has the same hash")
	}
}

func TestDecodeRefusesWhatEncodeDoesNotWrite(t *testing.T) {
	good := string(mustLoad(t, "tiny.yaml", tinyText(t)).Encode())
	for name, data := range map[string]string{
		"nothing":            "",
		"another schema":     strings.Replace(good, "demarc-pack/1", "demarc-pack/2", 1),
		"no files":           Schema + "\n",
		"cut short":          good[:len(good)-1],
		"more behind":        good + "x",
		"length too large":   Schema + "\n99 a.yaml\nname: x\n",
		"length below zero":  Schema + "\n-1 a.yaml\nname: x\n",
		"length with a plus": strings.Replace(good, "\n", "\n+", 1),
		"Windows' breaks":    Schema + "\n7 a.yaml\na: 1\r\n\n",
		"pack with faults":   Schema + "\n7 a.yaml\nname: x\n",
	} {
		if _, err := Decode([]byte(data)); err == nil {
			t.Errorf("%s: it was read", name)
		}
	}
}
