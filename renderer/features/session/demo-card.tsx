import {
  Button,
  Card,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  Select,
  Text,
  Title3,
  tokens,
} from "@fluentui/react-components";
import { PlayCircleRegular } from "@fluentui/react-icons/svg/play-circle";
import { useState } from "react";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { count } from "../../ui/words.ts";
import type { Scenario } from "./scenarios.ts";
import { scenarios, sizes } from "./scenarios.ts";
import { useSession } from "./session-context.tsx";

const useStyles = makeStyles({
  card: { padding: tokens.spacingHorizontalXXL, gap: tokens.spacingVerticalL },
  story: { display: "block", color: tokens.colorNeutralForeground3 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Chooses an incident and builds the demo tenant for it. */
export function DemoCard() {
  const styles = useStyles();
  const client = useClient();
  const { reload } = useSession();
  const { running, error, run, dismiss } = useAction();
  const [scenario, setScenario] = useState<Scenario>("lockout");
  const [users, setUsers] = useState<number>(sizes[0]);
  const start = () =>
    run(async () => {
      await client.call("session.startDemo", { scenario, users });
      reload();
    });
  return (
    <Card className={styles.card}>
      <Title3 as="h2" style={{ margin: 0 }}>
        Try it on a demo tenant
      </Title3>
      <Text className={styles.quiet}>
        A simulated tenant on this computer: it is captured, then something goes wrong, and you put it right. No account
        and no network are needed.
      </Text>
      <ErrorBar error={error} onRetry={start} onDismiss={dismiss} />
      <Field label="What goes wrong">
        <RadioGroup value={scenario} onChange={(_, { value }) => setScenario(value as Scenario)} disabled={running}>
          {scenarios.map(({ value, title, story }) => (
            <Radio
              key={value}
              value={value}
              label={
                <>
                  <Text weight="semibold">{title}</Text>
                  <Text className={styles.story}>{story}</Text>
                </>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      <Field label="Size of the tenant">
        <Select value={users} disabled={running} onChange={(_, { value }) => setUsers(Number(value))}>
          {sizes.map((size) => (
            <option key={size} value={size}>
              {count(size)} users
            </option>
          ))}
        </Select>
      </Field>
      <Button
        appearance="primary"
        size="large"
        icon={<PlayCircleRegular />}
        disabledFocusable={running}
        onClick={start}
      >
        {running ? "Building the demo tenant…" : "Start the demo"}
      </Button>
    </Card>
  );
}
