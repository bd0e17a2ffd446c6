;; Compares every hash asked for with every stored one of some groups, 16 at a time.
;;
;; A group is 64 stored hashes, byte beside byte: all their first bytes, then all their second ones. Of a hash asked for
;; there is a table: for each of its 64 half bytes, in how many bits each of the 16 half bytes differs from it.
;; Memory: 0 half bytes of the group, 4096 tables (1024 bytes each), 69632 distances, 131072 groups (2048 bytes each).
;;
;; `run` writes for each stored hash the least number of differing bits, or 255 if that is more than `limit`.
(module
  (memory (export "memory") 2)
  (func (export "run")
    (param $group i32) (param $end i32) (param $tablesEnd i32) (param $limit i32)
    (local $out i32) (local $table i32) (local $at i32) (local $to i32) (local $stop i32)
    (local $limits v128) (local $row v128)
    (local $best0 v128) (local $best1 v128) (local $best2 v128) (local $best3 v128)
    (local $sum0 v128) (local $sum1 v128) (local $sum2 v128) (local $sum3 v128)
    (local.set $out (i32.const 69632))
    (local.set $limits (i8x16.splat (local.get $limit)))
    (loop $groups
      ;; Lay the half bytes of the group where all tables find them.
      (local.set $at (i32.const 0))
      (loop $bytes
        (local.set $row (v128.load (i32.add (local.get $group) (local.get $at))))
        (local.set $to (i32.add (local.get $at) (i32.and (local.get $at) (i32.const 0x7c0))))
        (v128.store (local.get $to) (v128.and (local.get $row) (v128.const i8x16 15 15 15 15 15 15 15 15 15 15 15 15 15 15 15 15)))
        (v128.store offset=64 (local.get $to) (i8x16.shr_u (local.get $row) (i32.const 4)))
        (br_if $bytes (i32.ne (i32.const 2048) (local.tee $at (i32.add (local.get $at) (i32.const 16))))))
      (local.set $best0 (v128.const i32x4 -1 -1 -1 -1))
      (local.set $best1 (local.get $best0))
      (local.set $best2 (local.get $best0))
      (local.set $best3 (local.get $best0))
      (local.set $table (i32.const 4096))
      (loop $tables
        (block $far
          (local.set $sum0 (v128.const i32x4 0 0 0 0))
          (local.set $sum1 (local.get $sum0))
          (local.set $sum2 (local.get $sum0))
          (local.set $sum3 (local.get $sum0))
          (local.set $at (i32.const 0))
          (local.set $stop (i32.const 384))
          (loop $stretches
            (loop $halves
              (local.set $row (v128.load (i32.add (local.get $table) (local.get $at))))
              (local.set $to (i32.shl (local.get $at) (i32.const 2)))
              (local.set $sum0 (i8x16.add_sat_u (local.get $sum0) (i8x16.relaxed_swizzle (local.get $row) (v128.load (local.get $to)))))
              (local.set $sum1 (i8x16.add_sat_u (local.get $sum1) (i8x16.relaxed_swizzle (local.get $row) (v128.load offset=16 (local.get $to)))))
              (local.set $sum2 (i8x16.add_sat_u (local.get $sum2) (i8x16.relaxed_swizzle (local.get $row) (v128.load offset=32 (local.get $to)))))
              (local.set $sum3 (i8x16.add_sat_u (local.get $sum3) (i8x16.relaxed_swizzle (local.get $row) (v128.load offset=48 (local.get $to)))))
              (br_if $halves (i32.ne (local.get $stop) (local.tee $at (i32.add (local.get $at) (i32.const 16))))))
            ;; Go on to the next table if no hash of the group can come within the limit any more.
            (br_if $far (i32.eqz (v128.any_true (i8x16.le_u
              (i8x16.min_u (i8x16.min_u (local.get $sum0) (local.get $sum1)) (i8x16.min_u (local.get $sum2) (local.get $sum3)))
              (local.get $limits)))))
            (local.set $stop (i32.add (local.get $stop) (i32.const 128)))
            (br_if $stretches (i32.le_u (local.get $stop) (i32.const 1024))))
          (local.set $best0 (i8x16.min_u (local.get $best0) (local.get $sum0)))
          (local.set $best1 (i8x16.min_u (local.get $best1) (local.get $sum1)))
          (local.set $best2 (i8x16.min_u (local.get $best2) (local.get $sum2)))
          (local.set $best3 (i8x16.min_u (local.get $best3) (local.get $sum3))))
        (br_if $tables (i32.ne (local.get $tablesEnd) (local.tee $table (i32.add (local.get $table) (i32.const 1024))))))
      (v128.store (local.get $out) (local.get $best0))
      (v128.store offset=16 (local.get $out) (local.get $best1))
      (v128.store offset=32 (local.get $out) (local.get $best2))
      (v128.store offset=48 (local.get $out) (local.get $best3))
      (local.set $out (i32.add (local.get $out) (i32.const 64)))
      (br_if $groups (i32.ne (local.get $end) (local.tee $group (i32.add (local.get $group) (i32.const 2048))))))))
