#include "textflag.h"

// What plain.go defines, bit for bit: no fused multiply-add.

// Instructions that the assembler has no name for. Registers are given by number;
// the destination is the last. FSUB is d = n - m.
#define SDOT(m, n, d)       WORD $(0x4E809400 | (m)<<16 | (n)<<5 | (d))
#define SDOTLANE(m, i, n, d) WORD $(0x4F80E000 | ((i)&1)<<21 | ((i)>>1)<<11 | (m)<<16 | (n)<<5 | (d))
#define FADD(m, n, d)       WORD $(0x4E20D400 | (m)<<16 | (n)<<5 | (d))
#define FSUB(m, n, d)       WORD $(0x4EA0D400 | (m)<<16 | (n)<<5 | (d))
#define FMUL(m, n, d)       WORD $(0x6E20DC00 | (m)<<16 | (n)<<5 | (d))
#define FMAX(m, n, d)       WORD $(0x4E20F400 | (m)<<16 | (n)<<5 | (d))
#define FMIN(m, n, d)       WORD $(0x4EA0F400 | (m)<<16 | (n)<<5 | (d))
#define SCVTF(n, d)         WORD $(0x4E21D800 | (n)<<5 | (d))
#define FCVTNS(n, d)        WORD $(0x4E21A800 | (n)<<5 | (d)) // half to even, NaN to 0
#define SQXTN4H(n, d)       WORD $(0x0E614800 | (n)<<5 | (d)) // to the lower half of d
#define SQXTN8H(n, d)       WORD $(0x4E614800 | (n)<<5 | (d)) // to the upper half
#define SQXTN8B(n, d)       WORD $(0x0E214800 | (n)<<5 | (d))
#define SQXTN16B(n, d)      WORD $(0x4E214800 | (n)<<5 | (d))

// Offsets of the fields of tile.
#define tile_x     0
#define tile_w     8
#define tile_dst   16
#define tile_scale 24
#define tile_bias  32
#define tile_xRow  48
#define tile_xSeg  56
#define tile_dRow  64
#define tile_segs  72
#define tile_steps 80
#define tile_add   88

// A row of sums is four registers a, b, c, d. Input group i of register x meets
// the weights in V24 to V27.
#define PRODUCTS(x, i, a, b, c, d) \
	SDOTLANE(x, i, 24, a) \
	SDOTLANE(x, i, 25, b) \
	SDOTLANE(x, i, 26, c) \
	SDOTLANE(x, i, 27, d)

#define GROUP4(i) \
	VLD1.P 64(R2), [V24.B16, V25.B16, V26.B16, V27.B16] \
	PRODUCTS(16, i, 0, 1, 2, 3)    \
	PRODUCTS(17, i, 4, 5, 6, 7)    \
	PRODUCTS(18, i, 8, 9, 10, 11)  \
	PRODUCTS(19, i, 12, 13, 14, 15)

#define GROUP1(i) \
	VLD1.P 64(R2), [V24.B16, V25.B16, V26.B16, V27.B16] \
	PRODUCTS(16, i, 0, 1, 2, 3)

// One register of sums to values: scale s, bias b.
#define VALUE(s, b, v) \
	SCVTF(v, v)   \
	FMUL(s, v, v) \
	FADD(b, v, v)

#define VALUES(a, b, c, d) \
	VALUE(16, 20, a) \
	VALUE(17, 21, b) \
	VALUE(18, 22, c) \
	VALUE(19, 23, d)

// Add the row of dst at R7 to the positive values. V28 is 0.
#define POSITIVE(a, b, c, d) \
	VLD1 (R7), [V24.S4, V25.S4, V26.S4, V27.S4] \
	FMAX(28, a, a) \
	FMAX(28, b, b) \
	FMAX(28, c, c) \
	FMAX(28, d, d) \
	FADD(24, a, a) \
	FADD(25, b, b) \
	FADD(26, c, c) \
	FADD(27, d, d)

// func tile4x16NEON(t *tile)
TEXT ·tile4x16NEON(SB), NOSPLIT, $0-8
	MOVD t+0(FP), R0
	MOVD tile_x(R0), R1
	MOVD tile_w(R0), R2
	MOVD tile_xRow(R0), R3
	MOVD tile_xSeg(R0), R4
	MOVD tile_segs(R0), R5
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16
	VEOR V4.B16, V4.B16, V4.B16
	VEOR V5.B16, V5.B16, V5.B16
	VEOR V6.B16, V6.B16, V6.B16
	VEOR V7.B16, V7.B16, V7.B16
	VEOR V8.B16, V8.B16, V8.B16
	VEOR V9.B16, V9.B16, V9.B16
	VEOR V10.B16, V10.B16, V10.B16
	VEOR V11.B16, V11.B16, V11.B16
	VEOR V12.B16, V12.B16, V12.B16
	VEOR V13.B16, V13.B16, V13.B16
	VEOR V14.B16, V14.B16, V14.B16
	VEOR V15.B16, V15.B16, V15.B16
segment:
	MOVD tile_steps(R0), R6
	MOVD R1, R8
	ADD  R3, R8, R9
	ADD  R3, R9, R10
	ADD  R3, R10, R11
step:
	VLD1.P 16(R8), [V16.B16]
	VLD1.P 16(R9), [V17.B16]
	VLD1.P 16(R10), [V18.B16]
	VLD1.P 16(R11), [V19.B16]
	GROUP4(0)
	GROUP4(1)
	GROUP4(2)
	GROUP4(3)
	SUBS $1, R6
	BNE  step
	ADD  R4, R1
	SUBS $1, R5
	BNE  segment

	MOVD tile_scale(R0), R1
	MOVD tile_bias(R0), R2
	MOVD tile_dst(R0), R7
	MOVD tile_dRow(R0), R3
	MOVD tile_add(R0), R4
	VLD1 (R1), [V16.S4, V17.S4, V18.S4, V19.S4]
	VLD1 (R2), [V20.S4, V21.S4, V22.S4, V23.S4]
	VALUES(0, 1, 2, 3)
	VALUES(4, 5, 6, 7)
	VALUES(8, 9, 10, 11)
	VALUES(12, 13, 14, 15)
	CBZ  R4, store
	VEOR V28.B16, V28.B16, V28.B16
	MOVD R7, R8
	POSITIVE(0, 1, 2, 3)
	ADD  R3, R7
	POSITIVE(4, 5, 6, 7)
	ADD  R3, R7
	POSITIVE(8, 9, 10, 11)
	ADD  R3, R7
	POSITIVE(12, 13, 14, 15)
	MOVD R8, R7
store:
	VST1 [V0.S4, V1.S4, V2.S4, V3.S4], (R7)
	ADD  R3, R7
	VST1 [V4.S4, V5.S4, V6.S4, V7.S4], (R7)
	ADD  R3, R7
	VST1 [V8.S4, V9.S4, V10.S4, V11.S4], (R7)
	ADD  R3, R7
	VST1 [V12.S4, V13.S4, V14.S4, V15.S4], (R7)
	RET

// func tile1x16NEON(t *tile)
TEXT ·tile1x16NEON(SB), NOSPLIT, $0-8
	MOVD t+0(FP), R0
	MOVD tile_x(R0), R1
	MOVD tile_w(R0), R2
	MOVD tile_xSeg(R0), R4
	MOVD tile_segs(R0), R5
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16
segment:
	MOVD tile_steps(R0), R6
	MOVD R1, R8
step:
	VLD1.P 16(R8), [V16.B16]
	GROUP1(0)
	GROUP1(1)
	GROUP1(2)
	GROUP1(3)
	SUBS $1, R6
	BNE  step
	ADD  R4, R1
	SUBS $1, R5
	BNE  segment

	MOVD tile_scale(R0), R1
	MOVD tile_bias(R0), R2
	MOVD tile_dst(R0), R7
	MOVD tile_add(R0), R4
	VLD1 (R1), [V16.S4, V17.S4, V18.S4, V19.S4]
	VLD1 (R2), [V20.S4, V21.S4, V22.S4, V23.S4]
	VALUES(0, 1, 2, 3)
	CBZ  R4, store
	VEOR V28.B16, V28.B16, V28.B16
	POSITIVE(0, 1, 2, 3)
store:
	VST1 [V0.S4, V1.S4, V2.S4, V3.S4], (R7)
	RET

// The 16 lanes in V0 to V3, folded in halves into lane 0 of V0.
#define FOLD \
	FADD(2, 0, 0) \
	FADD(3, 1, 1) \
	FADD(1, 0, 0) \
	VEXT $8, V0.B16, V0.B16, V1.B16 \
	FADD(1, 0, 0) \
	VEXT $4, V0.B16, V0.B16, V1.B16 \
	FADD(1, 0, 0)

// func normNEON(x, gain, bias *float32, n int)
TEXT ·normNEON(SB), NOSPLIT, $0-32
	MOVD x+0(FP), R0
	MOVD gain+8(FP), R1
	MOVD bias+16(FP), R2
	MOVD n+24(FP), R3
	SCVTFS R3, F24

	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16
	MOVD R0, R4
	MOVD R3, R5
mean:
	VLD1.P 64(R4), [V4.S4, V5.S4, V6.S4, V7.S4]
	FADD(4, 0, 0)
	FADD(5, 1, 1)
	FADD(6, 2, 2)
	FADD(7, 3, 3)
	SUBS $16, R5
	BNE  mean
	FOLD
	FDIVS F24, F0, F0
	VDUP V0.S[0], V25.S4

	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16
	MOVD R0, R4
	MOVD R3, R5
variance:
	VLD1.P 64(R4), [V4.S4, V5.S4, V6.S4, V7.S4]
	FSUB(25, 4, 4)
	FSUB(25, 5, 5)
	FSUB(25, 6, 6)
	FSUB(25, 7, 7)
	FMUL(4, 4, 4)
	FMUL(5, 5, 5)
	FMUL(6, 6, 6)
	FMUL(7, 7, 7)
	FADD(4, 0, 0)
	FADD(5, 1, 1)
	FADD(6, 2, 2)
	FADD(7, 3, 3)
	SUBS $16, R5
	BNE  variance
	FOLD
	FDIVS F24, F0, F0
	MOVW $0x3727C5AC, R6 // 1e-5
	FMOVS R6, F1
	FADDS F1, F0, F0
	FSQRTS F0, F0
	FMOVS $1.0, F1
	FDIVS F0, F1, F0
	VDUP V0.S[0], V26.S4

	MOVD R0, R4
scale:
	VLD1 (R4), [V4.S4, V5.S4, V6.S4, V7.S4]
	VLD1.P 64(R1), [V16.S4, V17.S4, V18.S4, V19.S4]
	VLD1.P 64(R2), [V20.S4, V21.S4, V22.S4, V23.S4]
	FSUB(25, 4, 4)
	FSUB(25, 5, 5)
	FSUB(25, 6, 6)
	FSUB(25, 7, 7)
	FMUL(26, 4, 4)
	FMUL(26, 5, 5)
	FMUL(26, 6, 6)
	FMUL(26, 7, 7)
	FMUL(16, 4, 4)
	FMUL(17, 5, 5)
	FMUL(18, 6, 6)
	FMUL(19, 7, 7)
	FADD(20, 4, 4)
	FADD(21, 5, 5)
	FADD(22, 6, 6)
	FADD(23, 7, 7)
	VST1.P [V4.S4, V5.S4, V6.S4, V7.S4], 64(R4)
	SUBS $16, R3
	BNE  scale
	RET

// One register of values, clamped to V21 and V22, as int32.
#define ROUND(v) \
	FMUL(20, v, v) \
	FMAX(21, v, v) \
	FMIN(22, v, v) \
	FCVTNS(v, v)

// func quantizeNEON(q *int8, x *float32, n int, factor float32)
TEXT ·quantizeNEON(SB), NOSPLIT, $0-28
	MOVD q+0(FP), R0
	MOVD x+8(FP), R1
	MOVD n+16(FP), R2
	FMOVS factor+24(FP), F0
	VDUP V0.S[0], V20.S4
	MOVW $0xC2FE0000, R3 // -127
	VDUP R3, V21.S4
	MOVW $0x42FE0000, R3 // 127
	VDUP R3, V22.S4
loop:
	VLD1.P 64(R1), [V0.S4, V1.S4, V2.S4, V3.S4]
	ROUND(0)
	ROUND(1)
	ROUND(2)
	ROUND(3)
	SQXTN4H(0, 4)
	SQXTN8H(1, 4)
	SQXTN4H(2, 5)
	SQXTN8H(3, 5)
	SQXTN8B(4, 6)
	SQXTN16B(5, 6)
	VST1.P [V6.B16], 16(R0)
	SUBS $16, R2
	BNE  loop
	RET

// func dotNEON(a, b *int8, n int) int32
TEXT ·dotNEON(SB), NOSPLIT, $0-28
	MOVD a+0(FP), R0
	MOVD b+8(FP), R1
	MOVD n+16(FP), R2
	VEOR V0.B16, V0.B16, V0.B16
loop:
	VLD1.P 16(R0), [V1.B16]
	VLD1.P 16(R1), [V2.B16]
	SDOT(2, 1, 0)
	SUBS $16, R2
	BNE  loop
	VADDV V0.S4, V0
	VMOV V0.S[0], R3
	MOVW R3, ret+24(FP)
	RET
