import type { Dependencies } from "../../shared/dependencies.ts";
import type { Activity } from "../../shared/domain/activity.ts";
import { eventOf } from "../../shared/domain/service-event.ts";

type Needs = Pick<Dependencies, "eventQueue">;

/**
 * Has other systems told of what changed. Only the queue is waited for: whatever is wrong with the bus, the stream goes on.
 *
 * @throws Error when the queue did not take all: all come again.
 */
export async function queueEvents(activities: readonly Activity[], { eventQueue }: Needs): Promise<void> {
  await eventQueue.add(activities.map(eventOf));
}
