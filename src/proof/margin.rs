//! Where the notes of the margin stand: each as near to its line as the others
//! let it, none over another.

/// A note that wants a place.
pub struct Wanted {
    /// Where its line is, from above.
    pub target: f32,
    /// How tall it is.
    pub height: f32,
}

/// The upper edges of the notes between `top` and `bottom`, in their order;
/// `None` for those that find no room. Then `reserve` is left free at the
/// bottom, for a word about them.
pub fn place(wanted: &[Wanted], top: f32, bottom: f32, gap: f32, reserve: f32) -> Vec<Option<f32>> {
    let all: f32 = wanted.iter().map(|note| note.height + gap).sum();
    let bottom = if all - gap > bottom - top { bottom - reserve } else { bottom };
    let mut room = bottom - top + gap;
    let mut kept = Vec::new();
    for (index, note) in wanted.iter().enumerate() {
        // Once one is left out the rest follows it, so that they stay in order.
        if note.height + gap > room {
            break;
        }
        room -= note.height + gap;
        kept.push((index, note.target.max(top)));
    }
    // Down from above, then up from below.
    let mut edge = top;
    for (index, place) in &mut kept {
        *place = place.max(edge);
        edge = *place + wanted[*index].height + gap;
    }
    let mut edge = bottom + gap;
    for (index, place) in kept.iter_mut().rev() {
        *place = place.min(edge - gap - wanted[*index].height);
        edge = *place;
    }
    let mut places = vec![None; wanted.len()];
    for (index, place) in kept {
        places[index] = Some(place);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(of: &[(f32, f32)]) -> Vec<Wanted> {
        of.iter().map(|&(target, height)| Wanted { target, height }).collect()
    }

    #[test]
    fn notes_stand_at_their_lines_where_they_can() {
        let places = place(&notes(&[(10.0, 20.0), (50.0, 20.0)]), 0.0, 100.0, 5.0, 10.0);
        assert_eq!(places, [Some(10.0), Some(50.0)]);
    }

    #[test]
    fn notes_make_way_for_each_other_downwards_and_at_the_bottom_upwards() {
        let places = place(&notes(&[(10.0, 20.0), (10.0, 20.0)]), 0.0, 100.0, 5.0, 10.0);
        assert_eq!(places, [Some(10.0), Some(35.0)]);
        let places = place(&notes(&[(90.0, 20.0), (95.0, 20.0)]), 0.0, 100.0, 5.0, 10.0);
        assert_eq!(places, [Some(55.0), Some(80.0)]);
    }

    #[test]
    fn what_finds_no_room_is_left_out_and_leaves_room_for_a_word() {
        let many: Vec<(f32, f32)> = vec![(0.0, 20.0); 40];
        let places = place(&notes(&many), 0.0, 100.0, 5.0, 10.0);
        assert_eq!(places.iter().flatten().count(), 3);
        assert_eq!(places[2], Some(50.0));
    }
}
