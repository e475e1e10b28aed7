/*
 * What the files of vk-enroll share about near duplicates.
 */
#ifndef CMD_VK_ENROLL_NEAR_H
#define CMD_VK_ENROLL_NEAR_H

#include "vk-enroll.h"

#include "enroll/near.h"

#include <stdlib.h>

/*
 * A file whose people are compared with the run's; NULL where the policy
 * doesn't compare, and then the other functions do nothing.
 */
struct near_side *enroll_near_side(struct enroll *enroll,
				   const struct input *input);
void enroll_near_side_end(struct near_side *side);

/* vk-enroll-near-lists.c: a row of a registry, of an exclusion list ... */
void enroll_near_registry(struct enroll *enroll, struct near_side *side,
			  const struct registry_layout *layout,
			  const struct record *record);
void enroll_near_exclude(struct enroll *enroll, struct near_side *side,
			 const struct exclude *exclude,
			 const struct record *record);

/* ... of the manpower office's: whether somebody of the run is near. */
bool enroll_near_listed(struct enroll *enroll, struct near_side *side,
			const struct application *row);

#endif
