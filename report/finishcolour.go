package report

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"math"
	"sync"
)

// colourSpace names the space that the document's colours are meant in.
const colourSpace = "sRGB IEC61966-2.1"

// colourProfile is that space as a stream with an ICC profile. The profile is
// made here, from the numbers of IEC 61966-2-1, so that it is nobody's.
var colourProfile = sync.OnceValue(func() string {
	var packed bytes.Buffer
	packer := zlib.NewWriter(&packed)
	packer.Write(srgbProfile()) // a buffer takes everything
	packer.Close()
	return string(appendStream(nil, "/N 3 /Filter /FlateDecode ", packed.Bytes()))
})

// srgbProfile writes an ICC profile of version 2.1, as PDF 1.4 knows them: the
// primaries, adapted to D50, and one table for the three tone curves.
func srgbProfile() []byte {
	curve := toneCurve()
	parts := []struct {
		tags []string
		data []byte
	}{
		{[]string{"desc"}, profileName()},
		{[]string{"cprt"}, append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{[]string{"wtpt"}, coordinates(0.9642, 1, 0.8249)},
		{[]string{"rXYZ"}, coordinates(0.43607, 0.22249, 0.01392)},
		{[]string{"gXYZ"}, coordinates(0.38515, 0.71687, 0.09708)},
		{[]string{"bXYZ"}, coordinates(0.14307, 0.06061, 0.71410)},
		{[]string{"rTRC", "gTRC", "bTRC"}, curve},
	}
	const head, count = 128, 9
	table, body := binary.BigEndian.AppendUint32(nil, count), []byte(nil)
	for _, part := range parts {
		for _, tag := range part.tags {
			table = append(table, tag...)
			table = binary.BigEndian.AppendUint32(table, uint32(head+4+12*count+len(body)))
			table = binary.BigEndian.AppendUint32(table, uint32(len(part.data)))
		}
		body = append(body, part.data...)
		body = append(body, make([]byte, -len(part.data)&3)...)
	}
	header := make([]byte, head)
	binary.BigEndian.PutUint32(header, uint32(head+len(table)+len(body)))
	binary.BigEndian.PutUint32(header[8:], 0x02100000)
	copy(header[12:], "mntrRGB XYZ ")
	for i, part := range []uint16{2026, 1, 1} { // a fixed day: the same bytes always
		binary.BigEndian.PutUint16(header[24+2*i:], part)
	}
	copy(header[36:], "acsp")
	copy(header[68:], coordinates(0.9642, 1, 0.8249)[8:])
	return bytes.Join([][]byte{header, table, body}, nil)
}

// profileName is the name in ASCII, with the empty ones in other scripts that
// version 2 wants.
func profileName() []byte {
	name := colourSpace + "\x00"
	data := binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(name)))
	return append(append(data, name...), make([]byte, 4+4+2+1+67)...)
}

func coordinates(x, y, z float64) []byte {
	data := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		data = binary.BigEndian.AppendUint32(data, uint32(math.Round(v*65536)))
	}
	return data
}

// toneCurve says how much light each signal stands for.
func toneCurve() []byte {
	const steps = 1024
	data := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), steps)
	for i := range steps {
		signal := float64(i) / (steps - 1)
		light := signal / 12.92
		if signal > 0.04045 {
			light = math.Pow((signal+0.055)/1.055, 2.4)
		}
		data = binary.BigEndian.AppendUint16(data, uint16(math.Round(light*65535)))
	}
	return data
}
