#include "vk-attend.h"
void attend_write_anomalies(struct attend_run *run)
{
	(void)run;
}
void attend_write_feedback(struct attend_run *run)
{
	(void)run;
}
int attend_roster(struct attend_run *run)
{
	(void)run;
	return 2;
}
int attend_explain(struct attend_run *run)
{
	(void)run;
	return 2;
}
