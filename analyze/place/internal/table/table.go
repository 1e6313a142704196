// Package table is the file format of the gazetteer: some 180,000 places in one
// sorted blob that is searched where it lies, so that opening it costs nothing
// and a look-up touches a few hundred bytes.
//
//   - A key is a name folded for comparison (see Fold): "Saint-Étienne" and "St.
//     Etienne" have one key. Places stand in the order of their keys, and the
//     more populous first among those of one key.
//   - An area is a first-order division of a country: "US.TX", with its name.
//   - A block is 16 places; the first name of a block is whole, the others share
//     a prefix with the one before.
//
// The file, all integers little-endian:
//
//	magic    8 bytes "SAYPLC1\n"
//	counts   uint32 areas, uint32 places, uint32 bytes of names
//	areas    each: byte length, code "US.TX"; byte length, name "Texas"
//	pad      zero bytes up to a multiple of 4
//	blocks   uint32 a block: where its names start
//	records  13 bytes a place:
//	         uint16 area, byte class, byte population (see packPopulation),
//	         3 bytes latitude, 3 bytes longitude (24 bits over the full circle,
//	         2 metres), 3 bytes GeoNames identifier
//	names    each: byte (shared prefix, at most 15, in the high half; length of
//	         the rest in the low half, 15 for "in the next byte"), the rest
package table

import (
	"encoding/binary"
	"fmt"
	"math"
	"sort"
)

// A Class tells what sort of place an entry is.
type Class byte

// The classes of entry.
const (
	City    Class = iota // a populated place
	Region               // a first-order division: state, province, oblast
	County               // a second-order division
	Area                 // another area: a park, a smaller division
	Water                // a river, a lake, a sea
	Feature              // a mountain, an island
)

// A Place is one entry of the table.
type Place struct {
	Name       string // as GeoNames writes it
	Class      Class
	Country    string // ISO 3166-1 alpha-2
	Area       string // GeoNames code of the first-order division: "US.TX"
	AreaName   string // "Texas"
	Population int    // people, to about 5 %; 0 when unknown
	Latitude   float64
	Longitude  float64
	ID         int // GeoNames identifier, 0 for none
}

const (
	magic      = "SAYPLC1\n"
	headerSize = len(magic) + 12
	blockSize  = 16
	recordSize = 13
	maxName    = 255
)

// A Table is an open file. The zero value holds no places.
type Table struct {
	areas   []area
	size    int
	blocks  []byte
	records []byte
	names   []byte
}

type area struct{ code, country, name string }

// Open reads the head of a file; places stay where they are.
func Open(file []byte) (Table, error) {
	var t Table
	if len(file) < headerSize || string(file[:len(magic)]) != magic {
		return t, fmt.Errorf("open place table: no %q at the start", magic)
	}
	u32 := binary.LittleEndian.Uint32
	areas := int(u32(file[len(magic):]))
	t.size = int(u32(file[len(magic)+4:]))
	names := int(u32(file[len(magic)+8:]))
	at := headerSize
	for range areas {
		code, next, ok := pascal(file, at)
		if !ok {
			return Table{}, fmt.Errorf("open place table: cut off in its areas at byte %d", at)
		}
		name, next, ok := pascal(file, next)
		if !ok || len(code) < 2 {
			return Table{}, fmt.Errorf("open place table: bad area at byte %d", at)
		}
		t.areas = append(t.areas, area{code, code[:2], name})
		at = next
	}
	at = (at + 3) &^ 3
	blocks := (t.size + blockSize - 1) / blockSize
	if want := at + 4*blocks + recordSize*t.size + names; want != len(file) {
		return Table{}, fmt.Errorf("open place table: %d bytes, want %d", len(file), want)
	}
	t.blocks, at = file[at:at+4*blocks], at+4*blocks
	t.records, at = file[at:at+recordSize*t.size], at+recordSize*t.size
	t.names = file[at:]
	return t, nil
}

func pascal(b []byte, at int) (s string, next int, ok bool) {
	if at >= len(b) || at+1+int(b[at]) > len(b) {
		return "", at, false
	}
	next = at + 1 + int(b[at])
	return string(b[at+1 : next]), next, true
}

// Len is the number of places.
func (t Table) Len() int { return t.size }

// Find is every place whose name has the given key, the most populous first. A
// key is what Fold gives.
func (t Table) Find(key string) []Place {
	if t.size == 0 || key == "" {
		return nil
	}
	blocks := len(t.blocks) / 4
	var name, folded [maxName + 1]byte
	// The first block that starts at the key or after it; the key may begin
	// within the block before.
	b := sort.Search(blocks, func(b int) bool {
		n, _ := t.nameAt(name[:0], t.blockStart(b))
		return string(AppendFold(folded[:0], n)) >= key
	})
	var found []Place
	for b = max(b-1, 0); b < blocks; b++ {
		at, n := t.blockStart(b), name[:0]
		for i := b * blockSize; i < min((b+1)*blockSize, t.size); i++ {
			n, at = t.nameAt(n, at)
			switch k := AppendFold(folded[:0], n); {
			case string(k) > key:
				return found
			case string(k) == key:
				found = append(found, t.place(i, string(n)))
			}
		}
	}
	return found
}

// Has tells whether some place has the given key.
func (t Table) Has(key string) bool { return len(t.Find(key)) > 0 }

func (t Table) blockStart(b int) int {
	return int(binary.LittleEndian.Uint32(t.blocks[4*b:]))
}

// nameAt reads the name at byte at of the names; before holds the name before it.
func (t Table) nameAt(before []byte, at int) (name []byte, next int) {
	if at >= len(t.names) {
		return before[:0], len(t.names)
	}
	shared, rest := int(t.names[at]>>4), int(t.names[at]&15)
	at++
	if rest == 15 && at < len(t.names) {
		rest = int(t.names[at])
		at++
	}
	next = at + rest
	if shared > len(before) || next > len(t.names) || shared+rest > maxName {
		return before[:0], len(t.names)
	}
	return append(before[:shared], t.names[at:next]...), next
}

func (t Table) place(i int, name string) Place {
	r := t.records[i*recordSize:]
	p := Place{
		Name:       name,
		Class:      Class(r[2]),
		Population: unpackPopulation(r[3]),
		Latitude:   unpackDegrees(r[4:]),
		Longitude:  unpackDegrees(r[7:]),
		ID:         int(uint24(r[10:])),
	}
	if a := int(binary.LittleEndian.Uint16(r)); a < len(t.areas) {
		p.Area, p.Country, p.AreaName = t.areas[a].code, t.areas[a].country, t.areas[a].name
	}
	return p
}

// Encode writes places as a file. Each has an Area, "XX." where the division
// is not known. The order of places does not matter.
func Encode(places []Place) ([]byte, error) {
	type row struct {
		key string
		Place
	}
	rows := make([]row, len(places))
	names := map[string]string{}
	for i, p := range places {
		if len(p.Name) > maxName || len(p.Area) < 2 || len(p.Area) > maxName || p.ID >= 1<<24 {
			return nil, fmt.Errorf("encode place table: %q (%s, %d) does not fit", p.Name, p.Area, p.ID)
		}
		rows[i] = row{Fold(p.Name), p}
		names[p.Area] = p.AreaName
	}
	sort.SliceStable(rows, func(i, j int) bool {
		a, b := rows[i], rows[j]
		if a.key != b.key {
			return a.key < b.key
		}
		if a.Population != b.Population {
			return a.Population > b.Population
		}
		return a.ID < b.ID
	})
	codes := make([]string, 0, len(names))
	for code := range names {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	if len(codes) > 1<<16 {
		return nil, fmt.Errorf("encode place table: %d areas", len(codes))
	}
	number := map[string]int{}
	var areas, blocks, records, text []byte
	for i, code := range codes {
		number[code] = i
		areas = append(append(areas, byte(len(code))), code...)
		areas = append(append(areas, byte(len(names[code]))), names[code]...)
	}
	before := ""
	for i, r := range rows {
		if i%blockSize == 0 {
			blocks = binary.LittleEndian.AppendUint32(blocks, uint32(len(text)))
			before = ""
		}
		text = appendName(text, before, r.Name)
		before = r.Name
		records = binary.LittleEndian.AppendUint16(records, uint16(number[r.Area]))
		records = append(records, byte(r.Class), packPopulation(r.Population))
		records = appendUint24(records, packDegrees(r.Latitude))
		records = appendUint24(records, packDegrees(r.Longitude))
		records = appendUint24(records, uint32(r.ID))
	}
	file := []byte(magic)
	for _, n := range []int{len(codes), len(rows), len(text)} {
		file = binary.LittleEndian.AppendUint32(file, uint32(n))
	}
	file = append(file, areas...)
	for len(file)%4 != 0 {
		file = append(file, 0)
	}
	return append(append(append(file, blocks...), records...), text...), nil
}

func appendName(text []byte, before, name string) []byte {
	shared := min(commonPrefix(before, name), 15)
	rest := len(name) - shared
	if rest < 15 {
		text = append(text, byte(shared<<4|rest))
	} else {
		text = append(text, byte(shared<<4|15), byte(rest))
	}
	return append(text, name[shared:]...)
}

func commonPrefix(a, b string) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return i
}

// A population is kept as 1 + 12 times its natural logarithm: steps of 8 %.
func packPopulation(n int) byte {
	if n <= 0 {
		return 0
	}
	return byte(1 + math.Round(12*math.Log(float64(n))))
}

func unpackPopulation(b byte) int {
	if b == 0 {
		return 0
	}
	return int(math.Round(math.Exp(float64(b-1) / 12)))
}

func packDegrees(x float64) uint32 {
	return uint32(int32(math.Round(x/360*(1<<24)))) & (1<<24 - 1)
}

func unpackDegrees(b []byte) float64 {
	x := int32(uint24(b)<<8) >> 8
	// Four decimals are what 24 bits can tell; more would show as 51.49999999.
	return math.Round(float64(x)*360/(1<<24)*1e4) / 1e4
}

func uint24(b []byte) uint32 { return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 }

func appendUint24(b []byte, v uint32) []byte { return append(b, byte(v), byte(v>>8), byte(v>>16)) }
