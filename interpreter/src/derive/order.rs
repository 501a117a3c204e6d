//! What keeps its order in a list.

/// Which of the places in an older list (`None`: not there) can stay where they are, so that as few as possible move: the
/// longest rising run.
pub(super) fn staying(places: &[Option<usize>]) -> Vec<bool> {
    // For each length of run, the item that ends the run with the lowest place.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (i, place) in places.iter().enumerate() {
        let Some(place) = place else { continue };
        let length = ends.partition_point(|e| places.get(*e).copied().flatten() < Some(*place));
        if let (Some(slot), Some(last)) = (before.get_mut(i), length.checked_sub(1)) {
            *slot = ends.get(last).copied();
        }
        match ends.get_mut(length) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut stays = vec![false; places.len()];
    let mut at = ends.last().copied();
    while let Some(i) = at {
        if let Some(slot) = stays.get_mut(i) {
            *slot = true;
        }
        at = before.get(i).copied().flatten();
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::staying;

    #[test]
    fn as_few_as_possible_move() {
        let of = |places: &[usize]| staying(&places.iter().map(|p| Some(*p)).collect::<Vec<_>>());
        assert_eq!(of(&[0, 1, 2]), [true; 3]);
        assert_eq!(of(&[2, 0, 1]), [false, true, true]);
        assert_eq!(of(&[1, 2, 0]), [true, true, false]);
        assert_eq!(of(&[3, 0, 1, 4, 2]).iter().filter(|s| **s).count(), 3);
        assert_eq!(staying(&[None, Some(5), None]), [false, true, false]);
        assert!(staying(&[]).is_empty());
    }
}
